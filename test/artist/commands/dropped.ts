/** Drops from other programs: text, scripts and pictures. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { Transformer } from '@napi-rs/image'
import type { JSHandle, Page } from '@playwright/test'
import { newCard } from '../../../app/film/film.ts'
import { sceneColours } from '../../../app/film/scene.ts'
import { noLanguage } from '../../../app/film/shot-language.ts'
import type { CardId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'
import { outOfField, share } from './choose.ts'

interface Data {
  readonly items: readonly { readonly mimeType: string; readonly data: string }[]
  readonly files: readonly string[]
}

/** What the page answered to a drag, in order, and what it last lay over. */
interface Heard {
  readonly notes: string[]
  under: Element | null
  readonly listening: AbortController
}
type Answers = JSHandle<Heard>

/** Notes what the page answers to a drag: a drop that overtakes the answer to `dragover` is refused by the browser. */
const listen = (page: Page): Promise<Answers> =>
  page.evaluateHandle(() => {
    const answers: Heard = { notes: [], under: null, listening: new AbortController() }
    const { signal } = answers.listening
    const note = (event: Event): void => {
      const under = event.target instanceof Element ? event.target : null
      answers.under = under
      const at = under ? `${under.tagName}.${under.className}` : '?'
      setTimeout(() => answers.notes.push(`${event.type} ${at} ${event.defaultPrevented ? 'taken' : 'not taken'}`))
    }
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'])
      addEventListener(type, note, { capture: true, signal })
    return answers
  })

/**
 * Drags over a point and lets go when the page has answered. What lies there may be replaced meanwhile (the first picture of
 * a film takes the place of its slate): then the drag enters it anew, and a drop on what is gone is told to nobody. A hand
 * sees that and lets go again.
 * @returns the answers, for a drop that is lost
 */
export async function letGo(page: Page, at: { x: number; y: number }, data: Data): Promise<Answers> {
  const session = await page.context().newCDPSession(page)
  const answers = await listen(page)
  const send = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data: { ...data, dragOperationsMask: 1 } } as never)
  const settled = (): Promise<boolean> =>
    answers.evaluate(({ notes }) => notes.length > 1 && notes.slice(-2).every((note) => note.startsWith('dragover')))
  const lost = (): Promise<boolean> =>
    answers.evaluate(({ notes, under }) => {
      const last = notes.at(-1) ?? ''
      return !last.startsWith('drop ') && (last.startsWith('dragleave') || under?.isConnected === false)
    })
  for (let tries = 0; tries < 3; tries++) {
    await send('dragEnter')
    const until = Date.now() + 20_000
    do {
      await send('dragOver')
      await page.waitForTimeout(60) // until the page has answered, and the browser has the answer
    } while (!(await settled()) && Date.now() < until)
    await send('drop')
    await page.waitForTimeout(60)
    if (!(await lost())) break
  }
  await session.detach()
  await answers.evaluate(({ listening }) => listening.abort())
  return answers
}

/** The answers and the notices, for the message of a fault. */
const told = (page: Page, answers: Answers): Promise<string> =>
  page.evaluate(({ notes }) => {
    const notices = [...document.querySelectorAll('.notices .notice p')].map((p) => `notice: ${p.textContent}`)
    return [...notes, ...notices].join('; ')
  }, answers)

async function overPlayer(page: Page, data: Data): Promise<Answers> {
  const player = (await page.getByRole('region', { name: 'Player' }).boundingBox())!
  return letGo(page, { x: player.x + player.width / 2, y: player.y + player.height / 3 }, data)
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
    const answers = await overPlayer(open.page, {
      items: [{ mimeType: 'text/plain', data: `${lines.join('\n')}\n` }],
      files: []
    })
    const ids = await hands.arrivals(before)
    if (ids.length !== lines.length)
      throw new Error(
        `${lines.length} lines were let go of and ${ids.length} shots came (${await told(open.page, answers)})`
      )
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
    const place = `BARN ${numbers[0]}`
    const heading = `INT. ${place}`
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
    const first = cards.findIndex(({ id }) => id === ids[0])
    const came = shots.map((shot, index) => {
      const card = cards[first + index]
      if (!card || card.id !== ids[index]) throw new Error('the shots of a script came apart')
      world.meet(card.id)
      const scene = card.scene && { id: card.scene.id, name: heading, colour: sceneColours[0] }
      return newCard(card.id, { ...shot, scene, length: card.length, language: { ...noLanguage, place } })
    })
    world.do({ type: 'bringCards', at: first, cards: came, cast: [] })
    world.choose(...ids)
    return undefined
  }
})

/** A picture dropped on a card becomes its sketch. No two are alike: one that the card has already changes nothing. */
export const sketch = command({
  ...{ name: 'sketch', weight: 2, args: fc.record({ at: share, shade: fc.integer({ min: 0, max: 0xffffff }) }) },
  async run({ open, hands, world, home }, { at, shade }) {
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card in view'
    const file = join(home, 'sketch.png')
    const pixels = new Uint8Array(32 * 18 * 4)
      .fill(255)
      .map((value, i) => (i % 4 === 3 ? value : ((shade >> (8 * (i % 4))) + i) % 256))
    writeFileSync(file, await Transformer.fromRgbaPixels(pixels, 32, 18).png())
    const sketches = async (): Promise<Map<CardId, string | null>> =>
      new Map((await hands.film())?.view.film.cards.map(({ id, sketch }) => [id, sketch]))
    const before = await sketches()
    const point = { x: card.x + Math.min(18, card.width / 2), y: card.y + 30 }
    if ((await hands.cardAt(point)) !== card.id) return 'a notice lies over it'
    const answers = await letGo(open.page, point, { items: [], files: [file] })
    const changed = async (): Promise<[CardId, string | null] | undefined> =>
      [...(await sketches())].find(([id, sketch]) => sketch !== before.get(id))
    const found = await hands.until(changed, (found) => found !== undefined, 8_000)
    // The timeline may scroll while film is made, or to new cards: then the picture was dropped elsewhere.
    const there = (await hands.cards()).find(({ id }) => id === card.id)
    if (!found && (world.making || there?.x !== card.x)) return 'the shots moved'
    if (!found)
      throw new Error(
        `a picture was let go of over a shot and it has no new sketch (${await told(open.page, answers)})`
      )
    const [id, now] = found
    world.do({ type: 'setSketch', card: id, sketch: now })
    return undefined
  }
})
