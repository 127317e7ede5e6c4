/**
 * Frame rates of editing programs, and the frame of each picture in them. No editing program or timecode uses 12 or 16
 * pictures per second: the film is conformed by repeating pictures.
 */
import type { DisplayFrame, Timebase } from '../../time.ts'

declare const unit: unique symbol
/** A count or index of frames at an editing rate. Whole. */
export type EditFrame = number & { readonly [unit]: 'edit frame' }

interface RateFacts {
  /** Frames counted per second of timecode. Non-drop-frame. */
  readonly counted: 24 | 25 | 30
  /** True for NTSC rates (× 1000 / 1001). */
  readonly slowed: boolean
}

/** Keyed by the common name. */
export const editRates = {
  24: { counted: 24, slowed: false },
  25: { counted: 25, slowed: false },
  30: { counted: 30, slowed: false },
  23.976: { counted: 24, slowed: true },
  29.97: { counted: 30, slowed: true }
} as const satisfies Readonly<Record<string, RateFacts>>
export type EditRateName = `${keyof typeof editRates}`

/** The default. */
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
 * The frame at which picture `frame` of the film starts: rounded to the nearest, halves up. Lengths are differences of cuts,
 * so nothing drifts. NTSC rates have the frame numbers of the rate they are named after.
 */
export const cut = (frame: DisplayFrame, { fps }: Pick<Timebase, 'fps'>, { counted }: EditRate): EditFrame =>
  editFrame(Math.floor((2 * frame * counted + fps) / (2 * fps)))

/** Frames per second as a fraction, `[24000, 1001]`. */
export const fraction = ({ counted, slowed }: EditRate): readonly [number, number] =>
  slowed ? [counted * 1000, 1001] : [counted, 1]

/** Frames per second as a number. */
export const perSecond = (rate: EditRate): number => fraction(rate)[0] / fraction(rate)[1]

/** Start time of a frame, in milliseconds. */
export const milliseconds = (frame: EditFrame, rate: EditRate): number => Math.round((frame * 1000) / perSecond(rate))

/** Start timecode of films and take files: one hour, as is usual, since timecode cannot be negative. */
export const firstFrame = ({ counted }: EditRate): EditFrame => editFrame(3600 * counted)

/** Non-drop-frame timecode, `hh:mm:ss:ff`; wraps after 24 hours. @param frame counted from 00:00:00:00 */
export function editTimecode(frame: number, { counted }: EditRate): string {
  const whole = Math.floor(frame / counted)
  const parts = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60, frame % counted]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** The timecode at which films and take files start. */
export const firstTimecode = '01:00:00:00'
