/** Drawing a shot in the player. What was drawn must be in the film, whatever the artist does next. */
import * as fc from 'fast-check'
import { drawnIn } from '../../../app/film/drawn-picture.ts'
import { command, oneOf } from '../command.ts'
import type { Hands, Place } from '../hands.ts'
import { outOfField, share } from './choose.ts'
import { settled } from './settled.ts'

/** Strokes of a sketch of the open film; null: it is a picture, or there is none. */
async function strokesIn({ page }: Hands, sketch: string | null): Promise<number | null> {
  if (sketch === null) return null
  const bytes = await page.evaluate(async (id) => {
    const answer = await fetch(`/sketch/${id}`)
    return answer.ok ? [...new Uint8Array(await answer.arrayBuffer())] : []
  }, sketch)
  return bytes.length === 0 ? null : (drawnIn(Uint8Array.from(bytes))?.drawing.strokes.length ?? null)
}

const leaving = ['Escape', 'w', 'ArrowDown', 'Control+s', 'a card', 'nothing'] as const

/** Draws some strokes on a shot, takes some back, and goes on at once. */
export const draw = command({
  ...{ name: 'draw', weight: 4 },
  args: fc.record({
    at: share,
    ends: fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 4 }),
    undone: fc.nat(2),
    tool: fc.constantFrom('1', '2', '3', '4', 'e', ']'),
    leave: fc.constantFrom(...leaving)
  }),
  async run({ hands, world }, { at, ends, undone, tool, leave }) {
    if (world.loose || world.making) return 'shots of which the model does not know all'
    const face = oneOf(await hands.cards(), at)
    if (!face) return 'no card in view'
    await outOfField({ hands, world })
    const id = await hands.pick(face)
    if (id === null) return 'something lies over the card'
    world.choose(id)
    const sketchOf = async (): Promise<string | null> =>
      (await hands.film())!.view.film.cards.find((card) => card.id === id)?.sketch ?? null
    const before = await sketchOf()
    const had = (await strokesIn(hands, before)) ?? 0
    await hands.press('w')
    const sheet = hands.page.locator('[data-strokes]')
    await sheet.waitFor({ timeout: 8_000 })
    await hands.press(tool)
    const { x, y, width, height } = (await sheet.boundingBox())!
    const place = ([across, down]: readonly [number, number]): Place => ({
      x: x + (0.1 + 0.8 * across) * width,
      y: y + (0.1 + 0.8 * down) * height
    })
    const [middle, ...rest] = [place([0.5, 0.5]), ...ends.map(place)]
    const isFree = await sheet.evaluate(
      (canvas, places) => places.every(({ x, y }) => document.elementFromPoint(x, y) === canvas),
      [middle!, ...rest]
    )
    if (!isFree) {
      await hands.press('Escape')
      return 'a notice lies over it'
    }
    for (const end of rest) await hands.drag(middle!, end)
    const taken = Math.min(undone, ends.length)
    for (let step = 0; step < taken; step++) await hands.press('Control+z')
    const other = leave === 'a card' ? (await hands.cards()).find((card) => card.id !== id) : undefined
    const picked = other && (await hands.pick(other))
    if (leave !== 'a card' && leave !== 'nothing') await hands.press(leave)

    const want = had + ends.length - taken
    const isThere = (found: number | null): boolean => found === want || (want === 0 && found === null)
    const read = async (): Promise<number | null> => strokesIn(hands, await sketchOf())
    await hands.until(read, isThere, 8_000)
    const found = await settled(read) // strokes that were taken back are stored for a moment
    if (!isThere(found)) throw new Error(`${want} strokes were drawn, and the film has ${found ?? 'none'} (${leave})`)
    if (await sheet.isVisible()) await hands.press('Escape')
    const now = await settled(sketchOf)
    if (now !== before) world.do({ type: 'setSketch', card: id, sketch: now })
    else world.disturb() // all was taken back; it may have been in the film meanwhile
    if (picked) world.choose(picked)
    else world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})
