/**
 * The sizes in which pictures are delivered, and how the model's pictures come to them: enlarged, and fitted between bars or
 * cropped. Exports follow these numbers, and so do the frame and the preview in the window.
 */
import * as v from 'valibot'
import { pictureScales, type PictureScale } from './formats.ts'

/** In pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Sizes with a name. */
export const deliverySizes = {
  '720p': { width: 1280, height: 720 },
  '1080p': { width: 1920, height: 1080 },
  square: { width: 1080, height: 1080 },
  upright: { width: 1080, height: 1920 }
} as const satisfies Readonly<Record<string, PictureSize>>
export type DeliverySizeName = keyof typeof deliverySizes
export const deliverySizeNames = Object.keys(deliverySizes) as readonly DeliverySizeName[]

/** Sides of other sizes, in pixels: even, for the encoders. */
export const leastSide = 64
export const mostSide = 4096
export const isDeliverySide = (side: number): boolean =>
  Number.isSafeInteger(side) && side >= leastSide && side <= mostSide && side % 2 === 0

/** `bars`: the whole picture between black bars; `crop`: the whole size, cut out of the picture. */
export const fits = ['bars', 'crop'] as const
export type DeliveryFit = (typeof fits)[number]

/** Filters that enlarge: smooth, soft, and each pixel as a square. */
export const enlargings = ['lanczos', 'bicubic', 'nearest'] as const
export type Enlarging = (typeof enlargings)[number]

/** Where a crop lies: the share of what is cut off that lies before it, 0 to 1 across and down. */
export interface CropPlace {
  readonly x: number
  readonly y: number
}

export interface Delivery {
  /** So many times the model's pictures, or what they are fitted into. */
  readonly size: PictureScale | PictureSize
  readonly fit: DeliveryFit
  readonly at: CropPlace
  readonly enlarge: Enlarging
}

export const deliveredAs = (size: Delivery['size']): Delivery => ({
  size,
  fit: 'bars',
  at: { x: 0.5, y: 0.5 },
  enlarge: 'lanczos'
})

const side = v.pipe(v.number(), v.check(isDeliverySide, `must be an even number from ${leastSide} to ${mostSide}`))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const deliverySchema: v.GenericSchema<unknown, Delivery> = v.strictObject({
  size: v.union([v.picklist(pictureScales), v.strictObject({ width: side, height: side })]),
  fit: v.picklist(fits),
  at: v.strictObject({ x: share, y: share }),
  enlarge: v.picklist(enlargings)
})

/** How a picture comes to its size: scaled, then cropped or padded. Even, in pixels, unless the size stays what it is. */
export interface Fitting extends PictureSize {
  readonly scaled: PictureSize
  /** Of the scaled picture's corner in the delivered one: positive beside bars, negative where it is cropped. */
  readonly x: number
  readonly y: number
  readonly enlarge: Enlarging
}

const even = (pixels: number): number => 2 * Math.round(pixels / 2)

/** @param picture the model's */
export function fitting(picture: PictureSize, { size, fit, at, enlarge }: Delivery): Fitting {
  if (typeof size === 'number') {
    const scaled = { width: picture.width * size, height: picture.height * size }
    return { ...scaled, scaled, x: 0, y: 0, enlarge }
  }
  const scaled = scaledInto(picture, size, fit)
  const place = (whole: number, part: number, share: number): number =>
    part <= whole ? 2 * Math.floor((whole - part) / 4) : 0 - even((part - whole) * share)
  return {
    ...{ width: size.width, height: size.height, scaled, enlarge },
    x: place(size.width, scaled.width, at.x),
    y: place(size.height, scaled.height, at.y)
  }
}

/** The largest even size that fits inside, or the smallest that covers it. */
function scaledInto(picture: PictureSize, { width, height }: PictureSize, fit: DeliveryFit): PictureSize {
  const wide = Math.round((height * picture.width) / picture.height)
  const high = Math.round((width * picture.height) / picture.width)
  return fit === 'bars'
    ? { width: 2 * Math.floor(Math.min(width, wide) / 2), height: 2 * Math.floor(Math.min(height, high) / 2) }
    : { width: 2 * Math.ceil(Math.max(width, wide) / 2), height: 2 * Math.ceil(Math.max(height, high) / 2) }
}

/** Whether a picture has its size already, and stays as it is. */
export const isFitted = (picture: PictureSize, { width, height, scaled }: Fitting): boolean =>
  [width, scaled.width].every((each) => each === picture.width) &&
  [height, scaled.height].every((each) => each === picture.height)

/** What ffmpeg calls them; all convert colours exactly. */
const flags: Readonly<Record<Enlarging, string>> = { lanczos: 'lanczos', bicubic: 'bicubic', nearest: 'neighbor' }

/** ffmpeg's filter that scales. @param more options, each followed by a colon */
export const scaleFilter = ({ scaled, enlarge }: Fitting, more = ''): string =>
  `scale=${scaled.width}:${scaled.height}:${more}flags=${flags[enlarge]}+accurate_rnd+full_chroma_int+full_chroma_inp`

/** ffmpeg's filters after it, for bars or a crop. @param colour of the bars */
export const placeFilters = ({ width, height, scaled, x, y }: Fitting, colour = 'black'): readonly string[] => [
  ...(x < 0 || y < 0
    ? [`crop=${Math.min(width, scaled.width)}:${Math.min(height, scaled.height)}:${Math.max(0, -x)}:${Math.max(0, -y)}`]
    : []),
  ...(scaled.width < width || scaled.height < height
    ? [`pad=${width}:${height}:${Math.max(0, x)}:${Math.max(0, y)}:${colour}`]
    : [])
]
