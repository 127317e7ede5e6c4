/** A look at the board: a card is chosen there, another one dragged, and the timeline shown again. */
import * as fc from 'fast-check'
import { cardId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'
import { outOfField, share } from './choose.ts'

export const board = command({
  ...{ name: 'board', weight: 3, args: fc.tuple(share, share, fc.boolean()) },
  async run({ hands, world }, [at, to, drags]) {
    if (world.loose || world.making || world.cards.length < 2) return 'shots of which the model does not know all'
    await outOfField({ hands, world })
    const { page } = hands
    await hands.press('b')
    await page.getByRole('region', { name: 'Board' }).waitFor()
    const faces = page.locator('[data-board] [data-shot]')
    const [one, other] = [oneOf(await faces.all(), at), oneOf(await faces.all(), to)]
    const id = one && (await one.getAttribute('data-shot'))
    const target = other && (await other.getAttribute('data-shot'))
    if (one && id) {
      await one.click({ position: { x: 20, y: 40 } })
      world.choose(cardId(id))
    }
    const [from, over] = [await one?.boundingBox(), await other?.boundingBox()]
    if (drags && id && target && id !== target && from && over) {
      await hands.drag({ x: from.x + 20, y: from.y + 40 }, { x: over.x + over.width * 0.2, y: over.y + 40 })
      const index = world.cards.findIndex((card) => card.id === target)
      const stays = world.cards[index - 1]?.id === id
      if (!stays) world.do({ type: 'moveCards', cards: [cardId(id)], to: index, joins: true })
    }
    await hands.press('b')
    await page.getByRole('region', { name: 'Timeline' }).waitFor()
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})
