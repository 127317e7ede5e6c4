/** Places, times, sharpness and seams of a film in the world's grammar. */
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import type { Column } from './column.ts'
import type { Following } from './following.ts'
import type { HeldOutFilm } from './heldout.ts'
import { mean, small } from './picture.ts'
import { nearestSet, sameTime } from './place.ts'
import { change, sharpness } from './sharpness.ts'
import { Shoot } from './shoot.ts'
import { trueSet, type World } from './world.ts'

export interface StoryResult extends Partial<Following> {
  readonly policy: Column
  readonly seed: number
  /** Share of seconds whose nearest true set is of the place, and at the time of day, that the prompt tells. */
  readonly place: number
  readonly time: number
  /** Gradient energy over that of true frames of the same place and time. */
  readonly sharpness: number
  /** Mean change of brightness, in levels, between frames of a chunk and across chunks of one set. */
  readonly inside: number
  readonly seam: number
}

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** @param chunks the film's pictures, one entry a second of `film` */
export function measureStory(
  world: World,
  film: HeldOutFilm,
  policy: Column,
  chunks: readonly Pictures[]
): StoryResult {
  const seconds = film.cards.flatMap((card) => card.chunks.map((truth, i) => ({ truth, cut: i === 0 && card.cut })))
  const seen = chunks.map((chunk) => nearestSet(world, mean(chunk.frames.map((frame) => small(chunk, frame)))))
  const inside = chunks.flatMap(({ frames }) => frames.slice(1).map((frame, i) => change(frames[i]!, frame)))
  const seams = chunks.flatMap((chunk, i) =>
    i === 0 || seconds[i]!.cut ? [] : [change(chunks[i - 1]!.frames.at(-1)!, chunk.frames[0]!)]
  )
  return {
    policy,
    seed: film.seed,
    place: average(seconds.map(({ truth }, i) => Number(seen[i]!.place === truth.place))),
    time: average(seconds.map(({ truth }, i) => Number(truth.place === 'moon' || sameTime(seen[i]!, truth)))),
    sharpness: average(
      seconds.map(({ truth }, i) => {
        const chunk = chunks[i]!
        return sharpness(chunk, chunk.frames[chunk.frames.length >> 1]!) / trueSet(world, truth, chunk.width).sharpness
      })
    ),
    inside: average(inside),
    seam: average(seams)
  }
}

/** Shoots a held-out story under a policy. */
export const shootStory = (model: Model, film: HeldOutFilm, policy: Column): Promise<Pictures[]> =>
  new Shoot(model, policy).film(film.cards, film.seed)
