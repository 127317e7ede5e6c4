/** Last used export options: format, size per format, how pictures come to it, options of an animatic and for editing programs. Stored per machine, not in the film. */
import {
  deliveredAs,
  deliverySizeNames,
  deliverySizes,
  enlargings,
  fits,
  type Delivery,
  type DeliverySizeName
} from '../../app/exchange/delivery.ts'
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

/** So many times the model's size, or one with a name. */
export type SizeChoice = PictureScale | DeliverySizeName

/** How pictures come to their size. */
type Fitted = Omit<Delivery, 'size'>

interface Choices {
  readonly format: WindowFormat
  readonly sizes: Readonly<Record<SizedFormat, SizeChoice>>
  readonly fitted: Fitted
  readonly animatic: AnimaticChoices
  readonly edit: EditChoices
}

const sizesBy = (sizeOf: (format: SizedFormat) => SizeChoice): Choices['sizes'] =>
  Object.fromEntries(sizedFormats.map((format) => [format, sizeOf(format)])) as Choices['sizes']
const { fit, at, enlarge } = deliveredAs(1)
const usualFitted: Fitted = { fit, at, enlarge }
export const sizeChoices: readonly SizeChoice[] = [...pictureScales, ...deliverySizeNames]
const standard: Choices = {
  format: 'mp4',
  sizes: sizesBy((format) => formats[format].scale),
  fitted: usualFitted,
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

  sizeOf(format: SizedFormat): SizeChoice {
    return this.#kept.sizes[format]
  }
  chooseSize(format: SizedFormat, size: SizeChoice): void {
    this.#keep({ ...this.#kept, sizes: { ...this.#kept.sizes, [format]: size } })
  }

  deliveryOf(format: SizedFormat): Delivery {
    const size = this.sizeOf(format)
    return { ...this.#kept.fitted, size: typeof size === 'number' ? size : deliverySizes[size] }
  }
  chooseFitted(some: Partial<Fitted>): void {
    this.#keep({ ...this.#kept, fitted: { ...this.#kept.fitted, ...some } })
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
      readonly sizes?: Readonly<Record<string, unknown>>
      readonly fitted?: { readonly [Name in keyof Fitted]?: unknown }
      readonly edit?: Readonly<Record<string, unknown>>
      readonly animatic?: { readonly animatic?: unknown; readonly burn?: Readonly<Record<string, unknown>> }
    }
    const sizeOf = (format: SizedFormat): SizeChoice =>
      sizeChoices.find((size) => size === kept.sizes?.[format]) ?? standard.sizes[format]
    return {
      format: windowFormats.find((format) => format === kept.format) ?? standard.format,
      sizes: sizesBy(sizeOf),
      fitted: fittedFrom(kept.fitted),
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

function fittedFrom(kept: { readonly [Name in keyof Fitted]?: unknown } | undefined): Fitted {
  const { x, y } = (kept?.at ?? {}) as { readonly x?: unknown; readonly y?: unknown }
  const share = (each: unknown): number => (typeof each === 'number' && each >= 0 && each <= 1 ? each : 0.5)
  return {
    fit: fits.find((each) => each === kept?.fit) ?? usualFitted.fit,
    at: { x: share(x), y: share(y) },
    enlarge: enlargings.find((each) => each === kept?.enlarge) ?? usualFitted.enlarge
  }
}

export const exportChoices = new ExportChoices()
