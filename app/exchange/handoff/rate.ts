/**
 * The frame rates of editing programs, and where a picture of the film stands in them. No such program, and no timecode, counts
 * 12 or 16 pictures a second: what goes to one is conformed, each picture repeated as often as its time asks for.
 */
import type { DisplayFrame, Timebase } from '../../time.ts'

declare const unit: unique symbol
/** A count or index of frames at an editing rate. Whole. */
export type EditFrame = number & { readonly [unit]: 'edit frame' }

interface RateFacts {
  /** Frames that a second of timecode counts. Non-drop: none is ever left out. */
  readonly counted: 24 | 25 | 30
  /** Each frame lasts 1001 thousandths of its share of a second, as in American television. */
  readonly slowed: boolean
}

/** By the name that people know them by. */
export const editRates = {
  24: { counted: 24, slowed: false },
  25: { counted: 25, slowed: false },
  30: { counted: 30, slowed: false },
  23.976: { counted: 24, slowed: true },
  29.97: { counted: 30, slowed: true }
} as const satisfies Readonly<Record<string, RateFacts>>
export type EditRateName = `${keyof typeof editRates}`

/** Where nothing else is said. */
export const usualRate = '24' satisfies EditRateName

export interface EditRate extends RateFacts {
  readonly name: EditRateName
}

export const editRateNames = Object.keys(editRates) as readonly EditRateName[]
export const editRate = (name: EditRateName): EditRate => ({ name, ...editRates[name] })

/** @throws RangeError when negative or not whole. */
export function editFrame(value: number): EditFrame {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`edit frame must be a whole number ≥ 0, got ${value}`)
  return value as EditFrame
}

/**
 * The frame at which picture `frame` of the film begins: the nearest one, halves later. A length is the difference of two cuts,
 * so that nothing drifts. A rate that is slowed has the frame numbers of the one it is named after.
 */
export const cut = (frame: DisplayFrame, { fps }: Pick<Timebase, 'fps'>, { counted }: EditRate): EditFrame =>
  editFrame(Math.floor((2 * frame * counted + fps) / (2 * fps)))

/** Frames a second as a fraction, `[24000, 1001]`. */
export const fraction = ({ counted, slowed }: EditRate): readonly [number, number] =>
  slowed ? [counted * 1000, 1001] : [counted, 1]

/** Frames a second as a number. */
export const perSecond = (rate: EditRate): number => fraction(rate)[0] / fraction(rate)[1]

/** The instant at which a frame begins, in milliseconds. */
export const milliseconds = (frame: EditFrame, rate: EditRate): number => Math.round((frame * 1000) / perSecond(rate))

/** Films, and the files of takes, begin at one hour, as is usual: what begins before zero cannot be said in timecode. */
export const firstFrame = ({ counted }: EditRate): EditFrame => editFrame(3600 * counted)

/** A place as timecode, non-drop, `hh:mm:ss:ff`; after 24 hours it begins again. @param frame counted from 00:00:00:00 */
export function editTimecode(frame: number, { counted }: EditRate): string {
  const whole = Math.floor(frame / counted)
  const parts = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60, frame % counted]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** The timecode at which films and the files of takes begin. */
export const firstTimecode = '01:00:00:00'
