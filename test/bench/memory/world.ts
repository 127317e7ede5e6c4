/** The truth about the storybook world that measures compare with: every empty set, true frames, their sharpness (truth/make.py). */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readTiles, soft, type Small } from './picture.ts'

export interface SceneSet {
  readonly place: string
  readonly layout: number
  readonly time: string
}

export interface TrueFrame extends SceneSet {
  readonly actor: string
  readonly colour: string
}

interface TruthFile {
  readonly places: readonly string[]
  readonly times: readonly string[]
  readonly layouts: number
  readonly motion: { readonly inside: number; readonly seam: number }
  readonly sets: Readonly<Record<string, { readonly sharpness: number; readonly chroma: number }>>
  readonly frames: readonly TrueFrame[]
}

export interface Backdrop extends SceneSet {
  readonly picture: Small
  /** The picture, and how it looks softened once and twice: where colours meet, a soft picture has colours between them. */
  readonly looks: readonly Small[]
}

export interface World extends TruthFile {
  readonly backdrops: readonly Backdrop[]
  /** Beside `frames`, in order. */
  readonly framePictures: readonly Small[]
  /** A true frame of every place, at full size. */
  readonly fullPictures: readonly Small[]
}

const folder = fileURLToPath(new URL('truth/', import.meta.url))

export async function openWorld(): Promise<World> {
  const truth = JSON.parse(await readFile(`${folder}truth.json`, 'utf8')) as TruthFile
  const tiles = await readTiles(`${folder}backdrops.png`, 72, 40)
  const sets = truth.places.flatMap((place) =>
    Array.from({ length: truth.layouts }, (_, layout) => truth.times.map((time) => ({ place, layout, time }))).flat()
  )
  return {
    ...truth,
    backdrops: sets.map((set, index) => {
      const picture = tiles[index]!
      const once = soft(picture)
      return { ...set, picture, looks: [picture, once, soft(once)] }
    }),
    framePictures: (await readTiles(`${folder}frames.png`, 72, 40)).slice(0, truth.frames.length),
    fullPictures: await readTiles(`${folder}full.png`, 288, 160)
  }
}

/** Statistics of true frames of a place at a time of day. */
export const trueSet = (world: World, { place, time }: Pick<SceneSet, 'place' | 'time'>) =>
  world.sets[`${place} ${time}`]!
