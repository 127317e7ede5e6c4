/** The measures themselves: on true frames, on constructed ones, and on what must not be taken for a character. */
import { beforeAll, describe, expect, test } from 'vitest'
import { dominantHue, foreignHues, hueDistance, nameOf, paletteError, type Hues } from './colour.ts'
import { still, withBlock } from './constructed.ts'
import { readHeldOut } from './heldout.ts'
import { small, soft, type Small } from './picture.ts'
import { distance, nearestSet, sameSet } from './place.ts'
import { appearance, compare } from './recall.ts'
import { change, chroma, sharpness } from './sharpness.ts'
import { openWorld, type World } from './world.ts'
import { packFolder } from '../../engine/kit/pack-parts.ts'

let world: World
let hues: Hues
beforeAll(async () => {
  world = await openWorld()
  hues = (await readHeldOut(packFolder)).words.colours
})

/** How many of the 128 true frames are read right after `blur`. */
function readings(blur: (picture: Small) => Small) {
  let colours = 0
  let sets = 0
  for (const [i, frame] of world.frames.entries()) {
    const picture = blur(world.framePictures[i]!)
    const hue = dominantHue(foreignHues(world, frame, [picture]))
    if (hue !== null && nameOf(hues, hue) === frame.colour) colours++
    if (sameSet(nearestSet(world, picture), frame)) sets++
  }
  return { colours, sets }
}

describe('true frames', () => {
  test('nearly every colour and every set is recognised', () => {
    expect(world.frames).toHaveLength(128)
    const { colours, sets } = readings((picture) => picture)
    expect(colours).toBeGreaterThan(125)
    expect(sets).toBe(128)
  })

  test('soft pictures, as of a small model, are recognised nearly as well', () => {
    const { colours, sets } = readings(soft)
    expect(colours).toBeGreaterThan(115)
    expect(sets).toBe(128)
  })

  test('an empty set, sharp or soft, shows no character', () => {
    for (const { picture, ...set } of world.backdrops)
      for (const seen of [picture, soft(picture), soft(soft(picture))])
        expect(dominantHue(foreignHues(world, set, [seen])), JSON.stringify(set)).toBeNull()
  })

  test('their colours are those of the palette; a wash of another colour is not', () => {
    const { picture, place, time } = world.backdrops[0]!
    const set = { place, time }
    expect(paletteError(world, set, picture)).toBe(0)
    const washed = { ...picture, rgb: picture.rgb.map((value, i) => (i % 3 === 0 ? value + 30 : value)) }
    expect(paletteError(world, set, washed)).toBeGreaterThan(15)
  })
})

describe('a return', () => {
  const purple = [150, 60, 220] as const
  const green = [60, 220, 110] as const
  const home = () =>
    world.backdrops.find(({ place, layout, time }) => place === 'snow' && layout === 1 && time === 'day')!
  const other = () =>
    world.backdrops.find(({ place, layout, time }) => place === 'snow' && layout === 2 && time === 'day')!
  const seen = (picture: Small) => appearance(world, home(), [still(picture)], null)
  const returned = async (back: Small, colour: string | null = 'purple') =>
    compare(hues, { hero: 'cat', colour }, await seen(withBlock(home().picture, purple, 20)), await seen(back))

  test('in its colour, to its place, wherever it stands', async () => {
    const back = await returned(withBlock(home().picture, purple, 50))
    expect(back).toMatchObject({ drawn: true, sameColour: true, hueDistance: 0, sameSet: true })
    expect(back.placeDistance).toBeLessThan(3)
  })

  test('in another colour', async () => {
    const back = await returned(withBlock(home().picture, green, 50))
    expect(back).toMatchObject({ drawn: true, sameColour: false, sameSet: true })
    expect(back.hueDistance).toBeGreaterThan(0.3)
  })

  test('with nobody in it is not recalled, and has no hue distance', async () => {
    expect(await returned(home().picture)).toMatchObject({ drawn: false, sameColour: false, hueDistance: null })
  })

  test('another layout of the same place is another set', async () => {
    const back = await returned(withBlock(other().picture, purple, 50))
    expect(back).toMatchObject({ sameColour: true, sameSet: false })
    expect(back.placeDistance).toBeGreaterThan(3)
  })

  test('an unspecified colour is compared with the one seen before', async () => {
    expect(await returned(withBlock(home().picture, purple, 50), null)).toMatchObject({ sameColour: true })
    expect(await returned(withBlock(home().picture, green, 50), null)).toMatchObject({ sameColour: false })
  })
})

describe('hues', () => {
  test('the way around the circle is the short one', () => {
    expect(hueDistance(0.95, 0.05)).toBeCloseTo(0.1)
    expect(nameOf(hues, 0.97)).toBe('red')
  })
})

describe('sharpness and change', () => {
  const size = { width: 4, height: 2 }
  const grey = (values: readonly number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value]))
  // One step of 10 levels to the right in each row, none downwards.
  const edge = grey([0, 0, 10, 10, 0, 0, 10, 10])

  test('gradient energy of a step of ten levels: 100 at two of six neighbours', () => {
    expect(sharpness(size, edge)).toBeCloseTo(200 / 6, 3)
    expect(sharpness(size, grey([7, 7, 7, 7, 7, 7, 7, 7]))).toBe(0)
  })

  test('grey has no chroma; frames that differ by five levels change by five', () => {
    expect(chroma(edge)).toBe(0)
    expect(chroma(Uint8Array.of(200, 100, 50, 0, 0, 0))).toBe(75)
    expect(
      change(
        edge,
        edge.map((value) => value + 5)
      )
    ).toBeCloseTo(5, 3)
  })

  test('a small picture is the mean of four by four pixels', () => {
    const backdrop = world.backdrops[5]!.picture
    const chunk = still(backdrop)
    expect(distance(small(chunk, chunk.frames[0]!), backdrop)).toBe(0)
  })
})
