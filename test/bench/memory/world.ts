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

/** Full-size pictures are 288 or 576 pixels wide. */
export type ByWidth<T> = Readonly<Record<'288' | '576', T>>

interface TruthFile {
  readonly places: readonly string[]
  readonly times: readonly string[]
  readonly layouts: number
  readonly motion: { readonly inside: number; readonly seam: number }
  /** By place and time; sharpness by the width of the pictures, for which packs of two sizes are measured. */
  readonly sets: Readonly<Record<string, { readonly sharpness: ByWidth<number>; readonly chroma: number }>>
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
  readonly fullPictures: ByWidth<readonly Small[]>
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
    fullPictures: {
      288: await readTiles(`${folder}full.png`, 288, 160),
      576: await readTiles(`${folder}full-2.png`, 576, 320)
    }
  }
}

/** What the world knows of pictures of this width. @throws RangeError for a width that no truth was made for */
export function ofWidth<T>(known: ByWidth<T>, width: number): T {
  if (width === 288 || width === 576) return known[width]
  throw new RangeError(`There are no true frames ${width} pixels wide: truth/make.py makes them`)
}

/** Statistics of true frames of a place at a time of day, in pictures of a width. */
export function trueSet(world: World, { place, time }: Pick<SceneSet, 'place' | 'time'>, width: number) {
  const { sharpness, chroma } = world.sets[`${place} ${time}`]!
  return { sharpness: ofWidth(sharpness, width), chroma }
}
