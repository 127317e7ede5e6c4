/** Which place a picture shows, by the nearest of the world's empty sets, and how far two pictures of a place are apart. */
import type { Small } from './picture.ts'
import type { SceneSet, World } from './world.ts'

/** Differences above this many levels count no more: a character covers the place, it does not change it. */
const cap = 40

/** Mean difference of two pictures over all pixels and colours, 0 … 40 levels; large differences are capped. */
export function distance(a: Small, b: Small): number {
  let sum = 0
  for (let i = 0; i < a.rgb.length; i++) sum += Math.min(cap, Math.abs(a.rgb[i]! - b.rgb[i]!))
  return sum / a.rgb.length
}

/** The set of the world that looks most like the picture. */
export function nearestSet(world: World, picture: Small): SceneSet {
  let best = world.backdrops[0]!
  let least = Infinity
  for (const backdrop of world.backdrops) {
    const d = distance(picture, backdrop.picture)
    if (d < least) [best, least] = [backdrop, d]
  }
  const { place, layout, time } = best
  return { place, layout, time }
}

/** On the moon the time of day hardly shows, so it is not asked for there. */
export const sameTime = (a: Pick<SceneSet, 'place' | 'time'>, b: Pick<SceneSet, 'place' | 'time'>): boolean =>
  a.time === b.time || a.place === 'moon'

export const sameSet = (a: SceneSet, b: SceneSet): boolean =>
  a.place === b.place && a.layout === b.layout && sameTime(a, b)
