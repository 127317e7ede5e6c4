/** Last used export options: format, scale per format, options of an animatic and for editing programs. Stored per machine, not in the film. */
import {
  formats,
  isScaled,
  masterFormats,
  usualMedia,
  pictureScales,
  windowFormats,
  type MasterFormat,
  type PictureScale,
  type ScaledFormat,
  type WindowFormat
} from '../../app/exchange/formats.ts'
import { takeChoices, usualTakes, type TakeChoice } from '../../app/exchange/handoff/cut-list.ts'
import { editRateNames, usualRate, type EditRateName } from '../../app/exchange/handoff/rate.ts'

const key = 'exports'

type SizedFormat = ScaledFormat & WindowFormat
const sizedFormats = windowFormats.filter((format): format is SizedFormat => isScaled(format))

/** Options of an export for an editing program. */
export interface EditChoices {
  readonly rate: EditRateName
  readonly media: MasterFormat
  readonly takes: TakeChoice
}

/** What an export of pictures shows besides what is made. */
export interface AnimaticChoices {
  /** Shots that are not made stand in as sketches or slates. */
  readonly animatic: boolean
  readonly burn: { readonly number: boolean; readonly timecode: boolean }
}

interface Choices {
  readonly format: WindowFormat
  readonly scales: Readonly<Record<SizedFormat, PictureScale>>
  readonly animatic: AnimaticChoices
  readonly edit: EditChoices
}

const scalesBy = (scaleOf: (format: SizedFormat) => PictureScale): Choices['scales'] =>
  Object.fromEntries(sizedFormats.map((format) => [format, scaleOf(format)])) as Choices['scales']
const standard: Choices = {
  format: 'mp4',
  scales: scalesBy((format) => formats[format].scale),
  animatic: { animatic: true, burn: { number: false, timecode: false } },
  edit: { rate: usualRate, media: usualMedia, takes: usualTakes }
}

class ExportChoices {
  #kept = $state.raw<Choices>(load())

  /** The last exported format. */
  get format(): WindowFormat {
    return this.#kept.format
  }
  set format(format: WindowFormat) {
    this.#keep({ ...this.#kept, format })
  }

  scaleOf(format: SizedFormat): PictureScale {
    return this.#kept.scales[format]
  }

  chooseScale(format: SizedFormat, scale: PictureScale): void {
    this.#keep({ ...this.#kept, scales: { ...this.#kept.scales, [format]: scale } })
  }

  get animatic(): AnimaticChoices {
    return this.#kept.animatic
  }
  chooseAnimatic(some: Partial<AnimaticChoices>): void {
    this.#keep({ ...this.#kept, animatic: { ...this.#kept.animatic, ...some } })
  }

  get edit(): EditChoices {
    return this.#kept.edit
  }
  chooseEdit(some: Partial<EditChoices>): void {
    this.#keep({ ...this.#kept, edit: { ...this.#kept.edit, ...some } })
  }

  #keep(choices: Choices): void {
    this.#kept = choices
    localStorage.setItem(key, JSON.stringify(choices))
  }
}

/** Invalid stored values, for example of another version, fall back to the default. */
function load(): Choices {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as {
      readonly format?: unknown
      readonly scales?: Readonly<Record<string, unknown>>
      readonly edit?: Readonly<Record<string, unknown>>
      readonly animatic?: { readonly animatic?: unknown; readonly burn?: Readonly<Record<string, unknown>> }
    }
    const scaleOf = (format: SizedFormat): PictureScale =>
      pictureScales.find((scale) => scale === kept.scales?.[format]) ?? standard.scales[format]
    return {
      format: windowFormats.find((format) => format === kept.format) ?? standard.format,
      scales: scalesBy(scaleOf),
      animatic: {
        animatic: kept.animatic?.animatic !== false,
        burn: { number: kept.animatic?.burn?.['number'] === true, timecode: kept.animatic?.burn?.['timecode'] === true }
      },
      edit: {
        rate: editRateNames.find((rate) => rate === kept.edit?.['rate']) ?? standard.edit.rate,
        media: masterFormats.find((media) => media === kept.edit?.['media']) ?? standard.edit.media,
        takes: takeChoices.find((takes) => takes === kept.edit?.['takes']) ?? standard.edit.takes
      }
    }
  } catch {
    return standard // unreadable
  }
}

export const exportChoices = new ExportChoices()
