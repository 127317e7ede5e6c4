/** What was exported last, and how large the pictures of each format: belongs to the person, not to the film. Kept between starts. */
import {
  windowFormats,
  formats,
  pictureFormats,
  pictureScales,
  type WindowFormat,
  type PictureFormat,
  type PictureScale
} from '../../app/exchange/formats.ts'

const key = 'exports'

interface Choices {
  readonly format: WindowFormat
  readonly scales: Readonly<Record<PictureFormat, PictureScale>>
}

const scalesBy = (scaleOf: (format: PictureFormat) => PictureScale): Choices['scales'] =>
  Object.fromEntries(pictureFormats.map((format) => [format, scaleOf(format)])) as Choices['scales']
const standard: Choices = { format: 'mp4', scales: scalesBy((format) => formats[format].scale) }

class ExportChoices {
  #kept = $state.raw<Choices>(load())

  /** The last format that something was exported in. */
  get format(): WindowFormat {
    return this.#kept.format
  }
  set format(format: WindowFormat) {
    this.#keep({ ...this.#kept, format })
  }

  scaleOf(format: PictureFormat): PictureScale {
    return this.#kept.scales[format]
  }

  chooseScale(format: PictureFormat, scale: PictureScale): void {
    this.#keep({ ...this.#kept, scales: { ...this.#kept.scales, [format]: scale } })
  }

  #keep(choices: Choices): void {
    this.#kept = choices
    localStorage.setItem(key, JSON.stringify(choices))
  }
}

/** What cannot be a choice of ours, as another version may have left it, is the standard one. */
function load(): Choices {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as { format?: unknown; scales?: Record<string, unknown> }
    const scaleOf = (format: PictureFormat): PictureScale =>
      pictureScales.find((scale) => scale === kept.scales?.[format]) ?? standard.scales[format]
    return {
      format: windowFormats.find((format) => format === kept.format) ?? standard.format,
      scales: scalesBy(scaleOf)
    }
  } catch {
    return standard // not readable
  }
}

export const exportChoices = new ExportChoices()
