/** What *Make everything overnight* would make, and how long that takes at a measured pace. Pure. */
import type { Pace } from '../../app/contract/night.ts'
import type { Shot } from './shots.ts'

/** Shots, and seconds of film to make of them. */
export interface NightPart {
  readonly shots: number
  readonly seconds: number
}

export interface NightWork {
  readonly missing: NightPart
  readonly outdated: NightPart
  /** Shots that are not made and have no prompt: they are left out. */
  readonly unwritten: number
}

/** @param chunkSeconds length of a chunk */
export function nightWork(shots: readonly Shot[], chunkSeconds: number): NightWork {
  const isTold = ({ card }: Shot): boolean => card.prompt.trim() !== ''
  const isMissing = ({ made, length }: Shot): boolean => made < length
  const part = (some: readonly Shot[], left: (shot: Shot) => number): NightPart => ({
    shots: some.length,
    seconds: some.reduce((sum, shot) => sum + left(shot), 0) * chunkSeconds
  })
  const missing = shots.filter((shot) => isTold(shot) && isMissing(shot))
  const outdated = shots.filter((shot) => isTold(shot) && !isMissing(shot) && shot.state === 'stale')
  return {
    missing: part(missing, ({ state, length, made }) => (state === 'stale' ? length : length - made)),
    outdated: part(outdated, ({ length }) => length),
    unwritten: shots.filter((shot) => !isTold(shot) && isMissing(shot)).length
  }
}

/** Seconds that it takes at least and at most, as long ones are told: to the minute. Null: not known. */
export function forecast(seconds: number, pace: Pace | null): readonly [least: number, most: number] | null {
  if (pace === null) return null
  const minutes = (value: number): number => Math.max(1, Math.round((seconds * value) / 60)) * 60
  return [minutes(pace.low), minutes(pace.high)]
}
