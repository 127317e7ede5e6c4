/** A look at the board: a card is chosen there, another one dragged, several selected by a rectangle, or a scene collapsed. */
import type { Page } from '@playwright/test'
import * as fc from 'fast-check'
import { cardId, type CardId } from '../../../app/ids.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { outOfField, share } from './choose.ts'

/** The faces on the board once it stands still, each with a point that nothing covers and where a drag does not scroll. */
function facesInView(page: Page) {
  return page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))
    const view = document.querySelector('[data-board]')!
    for (let last = -1, still = 0; still < 3; last = view.scrollTop) {
      await frame()
      still = view.scrollTop === last ? still + 1 : 0
    }
    const { top: above, bottom: below } = view.getBoundingClientRect()
    return [...view.querySelectorAll('[data-shot]')]
      .map((face) => {
        const { left, top, width } = face.getBoundingClientRect()
        return { id: face.getAttribute('data-shot')!, left, width, x: left + 20, y: top + 40 }
      })
      .filter(({ y }) => y > above + 48 && y < below - 48)
      .filter(
        ({ id, x, y }) => document.elementFromPoint(x, y)?.closest('[data-shot]')?.getAttribute('data-shot') === id
      )
  })
}

/** Does something on the board, and shows the timeline again. @returns why not */
async function onBoard({ hands, world }: Artist, work: (page: Page) => Promise<void>): Promise<string | undefined> {
  if (world.loose || world.making || world.cards.length < 2) return 'shots of which the model does not know all'
  await outOfField({ hands, world })
  const { page } = hands
  await hands.press('b')
  await page.getByRole('region', { name: 'Board' }).waitFor()
  await work(page)
  await hands.press('b')
  await page.getByRole('region', { name: 'Timeline' }).waitFor()
  world.find(...(await hands.filmCards()).chosen)
  return undefined
}

export const board = command({
  ...{ name: 'board', weight: 3, args: fc.tuple(share, share, fc.boolean()) },
  run: (artist, [at, to, drags]) =>
    onBoard(artist, async (page) => {
      const { hands, world } = artist
      const before = await facesInView(page)
      const [id, target] = [oneOf(before, at)?.id, oneOf(before, to)?.id]
      const one = before.find((face) => face.id === id)
      if (id && one) {
        await page.mouse.click(one.x, one.y)
        world.choose(cardId(id))
      }
      const faces = await facesInView(page) // the click may have scrolled the board
      const [from, over] = [id, target].map((each) => faces.find((face) => face.id === each))
      if (drags && id && from && over && from !== over) {
        await hands.drag(from, { x: over.left + over.width * 0.2, y: over.y })
        const index = world.cards.findIndex((card) => card.id === target)
        const stays = world.cards[index - 1]?.id === id
        if (!stays) world.do({ type: 'moveCards', cards: [cardId(id)], to: index, joins: true })
      }
    })
})

/** The shots that a rectangle touches, from the left margin at a height to a point. */
const touchedBy = (page: Page, y: number, to: { readonly x: number; readonly y: number }) =>
  page.evaluate(
    ([y, to]) =>
      [...document.querySelectorAll('[data-board] :is([data-shot], [data-stack])')]
        .filter((face) => {
          const box = face.getBoundingClientRect()
          return box.left <= to.x && box.top <= Math.max(y, to.y) && box.bottom >= Math.min(y, to.y)
        })
        .flatMap((face) => (face.getAttribute('data-shot') ?? face.getAttribute('data-stack')!).split(' ')),
    [y, to] as const
  )

/** Draws a rectangle from the left margin of the board to a card. */
export const rectangle = command({
  ...{ name: 'rectangle', weight: 2, args: fc.tuple(share, share) },
  run: (artist, [at, to]) =>
    onBoard(artist, async (page) => {
      const { hands } = artist
      const faces = await facesInView(page)
      const [from, over] = [oneOf(faces, at), oneOf(faces, to)]
      if (from && over) {
        const margin = Math.min(...faces.map(({ left }) => left)) - 10
        await hands.drag({ x: margin, y: from.y }, over)
        const [touched, { chosen }] = [await touchedBy(page, from.y, over), await hands.filmCards()]
        if (touched.toSorted().join() !== chosen.toSorted().join())
          throw new Error(`the rectangle touches ${touched.join(', ')}, and ${chosen.join(', ')} is selected`)
      }
    })
})

/** Collapses the scene of a card by its key, or expands it; a collapsed one is selected by its stack. */
export const collapse = command({
  ...{ name: 'collapse', weight: 2, args: share },
  run: (artist, at) =>
    onBoard(artist, async (page) => {
      const { hands, world } = artist
      const id = oneOf(await facesInView(page), at)?.id
      const face = (await facesInView(page)).find((face) => face.id === id)
      const scene = world.cards.find((card) => card.id === id)?.scene
      if (!face || !scene) return
      await page.mouse.click(face.x, face.y)
      await hands.press('Shift+B')
      const ids = runAround(world.cards, scene.id, id!)
      const stack = page.locator(`[data-stack="${ids.join(' ')}"]`)
      await stack.click({ timeout: 5000 })
      world.choose(...ids)
      if (at > 0.5) await hands.press('Shift+B')
    })
})

/** The shots of a scene that stand together around one of them. */
function runAround(cards: Artist['world']['cards'], scene: string, id: string): CardId[] {
  let [first, last] = [cards.findIndex((card) => card.id === id), cards.findIndex((card) => card.id === id)]
  while (cards[first - 1]?.scene?.id === scene) first--
  while (cards[last + 1]?.scene?.id === scene) last++
  return cards.slice(first, last + 1).map((card) => card.id)
}
