/**
 * Title cards: cards whose prompt is not made into film but typeset, in the middle of a plain ground. They have a length and
 * transitions as every shot has, and no takes. For the memory they are not there: the shot after one goes on from the shot before.
 */
import * as v from 'valibot'

/** Sizes of the letters. */
export const titleSizes = ['small', 'medium', 'large'] as const
export type TitleSize = (typeof titleSizes)[number]

export interface TitleCard {
  /** Colour of the ground, `#rrggbb`. */
  readonly ground: string
  readonly size: TitleSize
}

export const usualTitle: TitleCard = { ground: '#000000', size: 'medium' }

export const titleCardSchema: v.GenericSchema<unknown, TitleCard> = v.strictObject({
  ground: v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/, 'must be a colour such as #1d1b18')),
  size: v.picklist(titleSizes)
})

export const isTitle = ({ titleCard }: { readonly titleCard?: TitleCard }): boolean => titleCard !== undefined

/** Red, green and blue, 0 to 255, of `#rrggbb`. */
export const channelsOf = (colour: string): readonly [number, number, number] => {
  const all = Number.parseInt(colour.slice(1), 16)
  return [all >> 16, (all >> 8) & 255, all & 255]
}

/** Black or white: what has the greater contrast to the ground (relative luminance of WCAG 2.2). */
export function inkOn(ground: string): '#000000' | '#ffffff' {
  const [red, green, blue] = channelsOf(ground).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff'
}
