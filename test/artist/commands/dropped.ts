/** Drops from other programs: text, scripts and pictures. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { Transformer } from '@napi-rs/image'
import type { Page } from '@playwright/test'
import { newCard } from '../../../app/film/film.ts'
import { sceneColours } from '../../../app/film/scene.ts'
import type { CardId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'
import { outOfField, share } from './choose.ts'

interface Data {
  readonly items: readonly { readonly mimeType: string; readonly data: string }[]
  readonly files: readonly string[]
}

/** Rests over the place before it lets go: a drop that overtakes the page's answer to `dragover` is refused by the browser. */
async function letGo(page: Page, at: { x: number; y: number }, data: Data): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data: { ...data, dragOperationsMask: 1 } } as never)
    await page.waitForTimeout(40)
  }
  await session.detach()
}

async function overPlayer(page: Page, data: Data): Promise<void> {
  const player = (await page.getByRole('region', { name: 'Player' }).boundingBox())!
  await letGo(page, { x: player.x + player.width / 2, y: player.y + player.height / 3 }, data)
}

const number = fc.integer({ min: 100, max: 99_999 })

/** Lines of text dropped on the player: each becomes a shot after the current one. */
export const dropText = command({
  ...{ name: 'drop text', weight: 3, args: fc.array(number, { minLength: 1, maxLength: 2 }) },
  async run({ open, hands, world }, numbers) {
    if (world.cards.length + numbers.length > 10) return 'enough cards'
    await outOfField({ hands, world }) // later typing would go to the field, which disappears with its shot
    const lines = numbers.map((each) => `A lamp${each} goes out.`)
    const before = (await hands.filmCards()).all
    await overPlayer(open.page, { items: [{ mimeType: 'text/plain', data: `${lines.join('\n')}\n` }], files: [] })
    const ids = await hands.arrivals(before)
    if (ids.length !== lines.length)
      throw new Error(`${lines.length} lines were let go of and ${ids.length} shots came`)
    const { cards } = (await hands.film())!.view.film
    const place = cards.findIndex(({ id }) => id === ids[0])
    const came = ids.map((id) => cards.find((card) => card.id === id)!)
    came.forEach((card, index) => {
      if (cards[place + index] !== card) throw new Error('the lines came apart')
      if (card.prompt !== lines[index]) throw new Error(`“${lines[index]}” became “${card.prompt}”`)
      world.meet(card.id)
    })
    const plain = came.map(({ id, prompt, length, seed }) => ({ ...newCard(id, { prompt, length }), seed }))
    world.do({ type: 'addCards', at: place, cards: plain })
    world.choose(...ids)
    return undefined
  }
})

/** A script dropped on the player: a preview is shown, then accepted by Enter or cancelled. */
export const dropScript = command({
  ...{ name: 'drop script', weight: 3 },
  args: fc.record({ numbers: fc.array(number, { minLength: 1, maxLength: 2 }), take: fc.boolean() }),
  async run({ open, hands, world, home }, { numbers, take }) {
    if (world.cards.length + numbers.length > 10) return 'enough cards'
    await outOfField({ hands, world }) // as for text
    const file = join(home, 'script.fountain')
    const heading = `INT. BARN ${numbers[0]}`
    const shots = numbers.map((each) => ({ prompt: `A lamp${each} goes out.`, dialogue: `MIA: No${each}!` }))
    const words = shots.map(({ prompt, dialogue }) => `${prompt}\n\n${dialogue.replace(': ', '\n')}\n`)
    writeFileSync(file, [`${heading}\n`, ...words].join('\n'))
    const before = (await hands.filmCards()).all
    await overPlayer(open.page, { items: [], files: [file] })
    const dialog = open.page.getByRole('dialog', { name: 'Import a script' })
    await dialog
      .getByRole('button', { name: /^Import \d/ })
      .and(open.page.locator(':focus'))
      .waitFor()
    await hands.press(take ? 'Enter' : 'Escape')
    await dialog.waitFor({ state: 'hidden' })
    if (!take) return undefined
    const ids = await hands.arrivals(before)
    if (ids.length !== shots.length) throw new Error(`a script of ${shots.length} shots came as ${ids.length}`)
    const { cards } = (await hands.film())!.view.film
    const place = cards.findIndex(({ id }) => id === ids[0])
    const came = shots.map((shot, index) => {
      const card = cards[place + index]
      if (!card || card.id !== ids[index]) throw new Error('the shots of a script came apart')
      world.meet(card.id)
      const scene = card.scene && { id: card.scene.id, name: heading, colour: sceneColours[0] }
      return newCard(card.id, { ...shot, scene, length: card.length })
    })
    world.do({ type: 'bringCards', at: place, cards: came, cast: [] })
    world.choose(...ids)
    return undefined
  }
})

/** A picture dropped on a card becomes its sketch. */
export const sketch = command({
  ...{ name: 'sketch', weight: 2, args: fc.record({ at: share, shade: fc.integer({ min: 0, max: 255 }) }) },
  async run({ open, hands, world, home }, { at, shade }) {
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card in view'
    const file = join(home, 'sketch.png')
    const pixels = new Uint8Array(32 * 18 * 4).fill(255).map((value, i) => (i % 4 === 3 ? value : (shade + i) % 256))
    writeFileSync(file, await Transformer.fromRgbaPixels(pixels, 32, 18).png())
    const sketches = async (): Promise<Map<CardId, string | null>> =>
      new Map((await hands.film())?.view.film.cards.map(({ id, sketch }) => [id, sketch]))
    const before = await sketches()
    await letGo(open.page, { x: card.x + Math.min(18, card.width / 2), y: card.y + 30 }, { items: [], files: [file] })
    const changed = async (): Promise<[CardId, string | null] | undefined> =>
      [...(await sketches())].find(([id, sketch]) => sketch !== before.get(id))
    const found = await hands.until(changed, (found) => found !== undefined, 8_000)
    // The timeline may scroll while film is made, or to new cards: then the picture was dropped elsewhere.
    const there = (await hands.cards()).find(({ id }) => id === card.id)
    if (!found && (world.making || there?.x !== card.x)) return 'the shots moved'
    if (!found) throw new Error('a picture was let go of over a shot and it has no new sketch')
    const [id, now] = found
    world.do({ type: 'setSketch', card: id, sketch: now })
    return undefined
  }
})
