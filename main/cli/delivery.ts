/** Options of the size in which pictures are exported: `--size`, `--fit`, `--at`, `--enlarge`, and `--scale`. */
import { InvalidArgumentError, Option } from 'commander'
import { Failure } from '../../app/base/failure.ts'
import {
  deliveredAs,
  deliverySizeNames,
  deliverySizes,
  enlargings,
  fits,
  isDeliverySide,
  leastSide,
  mostSide,
  type CropPlace,
  type Delivery,
  type DeliveryFit,
  type Enlarging,
  type PictureSize
} from '../../app/exchange/delivery.ts'
import type { PictureScale } from '../../app/exchange/formats.ts'
import { scaleOption } from './options.ts'

export interface DeliveryOptions {
  readonly scale?: PictureScale | undefined
  readonly size?: PictureSize | undefined
  readonly fit?: DeliveryFit | undefined
  readonly at?: CropPlace | undefined
  readonly enlarge?: Enlarging | undefined
}

export const deliveryOptions = (): readonly Option[] => [
  scaleOption(),
  new Option(
    '--size <size>',
    `a size to deliver in: ${deliverySizeNames.map((name) => `${name} (${deliverySizes[name].width}x${deliverySizes[name].height})`).join(', ')}, or WIDTHxHEIGHT, both even, ${leastSide} to ${mostSide}`
  )
    .argParser(sizeNamed)
    .conflicts('scale'),
  new Option(
    '--fit <how>',
    'with --size: bars around the whole picture, or crop, so that it fills the size (default: bars)'
  ).choices(fits),
  new Option(
    '--at <x,y>',
    'with --fit crop: where the crop lies, across and down, each from 0 to 1 (default: 0.5,0.5, the middle)'
  ).argParser(placeAt),
  new Option(
    '--enlarge <filter>',
    'how pictures are enlarged: lanczos is smooth, bicubic softer, nearest shows each pixel as a square (default: lanczos)'
  ).choices(enlargings)
]

function sizeNamed(text: string): PictureSize {
  const named = deliverySizeNames.find((name) => name === text)
  if (named !== undefined) return deliverySizes[named]
  const [, width, height] = /^(\d{1,5})[x×](\d{1,5})$/u.exec(text) ?? []
  const size = { width: Number(width), height: Number(height) }
  if (isDeliverySide(size.width) && isDeliverySide(size.height)) return size
  throw new InvalidArgumentError(
    `It must be ${deliverySizeNames.join(', ')}, or two even numbers from ${leastSide} to ${mostSide}, such as 1280x720.`
  )
}

function placeAt(text: string): CropPlace {
  const [x, y, ...more] = text.split(',')
  const isShare = (each: string | undefined): boolean => /^(?:0|1|0?\.\d{1,9}|1\.0{1,9})$/.test(each ?? '')
  if (more.length === 0 && isShare(x) && isShare(y)) return { x: Number(x), y: Number(y) }
  throw new InvalidArgumentError('It must be two numbers from 0 to 1 with a comma between them, such as 0.5,0.25.')
}

/** @throws Failure `usage.size`: an option asks for another that is not there */
export function deliveryOf({ scale, size, fit, at, enlarge }: DeliveryOptions): Delivery {
  if (fit !== undefined && size === undefined) throw lacks('fit', '--size')
  if (at !== undefined && fit !== 'crop') throw lacks('at', '--fit crop')
  const usual = deliveredAs(size ?? scale ?? 1)
  return { ...usual, fit: fit ?? usual.fit, at: at ?? usual.at, enlarge: enlarge ?? usual.enlarge }
}

const lacks = (name: string, other: string): Failure =>
  new Failure('usage.size', `--${name} goes with ${other}.`, `Say ${other} too, or leave it out.`)

/** @throws Failure `usage.scale`, `usage.size`: the format has no pictures */
export function checkNoDelivery(options: DeliveryOptions, format: string): void {
  for (const name of ['scale', 'size', 'fit', 'at', 'enlarge'] as const) {
    if (options[name] === undefined) continue
    const code = name === 'scale' ? 'usage.scale' : 'usage.size'
    throw new Failure(code, `--${name} is for pictures; ${format} has none.`, 'Leave it out.')
  }
}
