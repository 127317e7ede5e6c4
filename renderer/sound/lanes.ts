/** Layout and names of the sound's lanes. Pure. */
import type { SoundTrack } from '../../app/film/sound.ts'
import type { Strings } from '../strings/en.ts'

export interface Lane {
  readonly track: SoundTrack
  /** As shown: its kind, and which of several. */
  readonly name: string
  /** Below the cards, in pixels. */
  readonly top: number
  readonly height: number
}

/** Between cards and lanes, and within a lane around its clips, in pixels. */
const above = 8
export const laneGap = 4
/** Lanes are lower where there are many. */
const [roomy, close, many] = [40, 28, 4]

export function layLanes(tracks: readonly SoundTrack[], { kinds, track: nameOf }: Strings['sound']): readonly Lane[] {
  const height = tracks.length > many ? close : roomy
  return tracks.map((track, index) => {
    const alike = tracks.filter(({ kind }) => kind === track.kind)
    const number = alike.length > 1 ? alike.indexOf(track) + 1 : null
    return { track, name: nameOf(kinds[track.kind], number), top: above + index * height, height }
  })
}

/** Height of all lanes in pixels; 0: the film has none. */
export const heightOf = (lanes: readonly Lane[]): number =>
  lanes.reduce((sum, { height }) => sum + height, lanes.length > 0 ? above : 0)
