/** Cards dragged, pulled at their ends and split: by the mouse, wherever it lets go. */
import * as fc from 'fast-check'
import type { CardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { outOfField, share } from './choose.ts'

const ids = (cards: readonly { readonly id: CardId }[]): CardId[] => cards.map(({ id }) => id)

/** A card to another place: which, the mouse says, but the others keep their order and none is lost. */
export const drag = command({
  ...{ name: 'drag', weight: 6, args: fc.tuple(share, share) },
  async run({ hands, world }, [from, to]) {
    const cards = await hands.cards()
    const [card, target] = [oneOf(cards, from), oneOf(cards, to)]
    if (!card || !target || card === target) return 'nothing to drag, or nowhere'
    const moving = world.chosen.includes(card.id) ? world.cards.filter(({ id }) => world.chosen.includes(id)) : [card]
    const middle = { x: card.x + Math.min(18, card.width / 2), y: card.y + card.height / 2 }
    await hands.drag(middle, { x: target.x + target.width * 0.8, y: middle.y + 3 })
    if (world.loose) {
      world.disturb() // which cards there were, the model does not know
      world.callOff()
      world.choose(...(await hands.filmCards()).chosen)
      return undefined
    }
    const order = await settledOrder({ hands })
    const taken = ids(moving)
    const stay = (all: readonly CardId[]): string => all.filter((id) => !taken.includes(id)).join()
    if (stay(order) !== stay(ids(world.cards))) throw new Error('a card was dragged and others changed places')
    const last = order.findLastIndex((id) => taken.includes(id))
    const next = order.slice(last + 1).find((id) => !taken.includes(id))
    const at = next ? world.cards.findIndex(({ id }) => id === next) : world.cards.length
    if (order.join() !== ids(world.cards).join()) world.do({ type: 'moveCards', cards: taken, to: at })
    world.choose(...taken)
    return undefined
  }
})

/** The end of a card, a little to the left or to the right. */
export const pull = command({
  ...{ name: 'pull', weight: 6, args: fc.record({ at: share, by: fc.constantFrom(-1 as const, 1 as const) }) },
  async run(artist, { at, by }) {
    const { hands, world } = artist
    const card = oneOf(
      (await hands.cards()).filter(({ width }) => width > 40),
      at
    )
    const before = world.card(card?.id)
    if (!card || !before || before.length + by < 1 || before.length + by > 4) return 'no card to pull'
    const edge = { x: card.x + card.width - 2, y: card.y + card.height / 2 }
    await hands.drag(edge, { x: edge.x + by * (card.width / before.length), y: edge.y })
    world.choose(card.id)
    const length = await settled(async () => (await hands.lengths()).get(card.id) ?? before.length)
    if (length !== before.length) world.do({ type: 'setLength', card: card.id, length: chunk(length) })
    return undefined
  }
})

/** The shot at hand in two, a second from its beginning. */
export const split = command({
  ...{ name: 'split', weight: 4, args: fc.constant(null) },
  async run(artist) {
    const { hands, world } = artist
    const card = world.lead
    if (!card || card.length < 2 || world.cards.length > 9) return 'nothing to split'
    await outOfField(artist)
    const before = (await hands.filmCards()).all
    await hands.press('ArrowUp', 'ArrowDown') // its first frame
    const { chosen } = await hands.filmCards()
    if (chosen.join() !== card.id) {
      world.choose(...chosen)
      return 'the first shot has none before it'
    }
    await hands.press('Shift+ArrowRight', 's')
    const [id] = await hands.arrivals(before, 1500)
    if (!id) throw new Error('S was pressed a second into a shot and no card came')
    world.derive(id, card.id, ['prompt']) // the second half has no other words
    world.meet(id)
    world.do({ type: 'splitCard', card: card.id, at: chunk(1), id })
    world.choose(id)
    return undefined
  }
})

const settledOrder = ({ hands }: Pick<Artist, 'hands'>): Promise<CardId[]> =>
  settled(async () => (await hands.filmCards()).all)

/** What stays the same for a moment. */
async function settled<Value>(read: () => Promise<Value>): Promise<Value> {
  let last = await read()
  for (let same = 0; same < 3;) {
    await new Promise((then) => setTimeout(then, 40))
    const now = await read()
    same = JSON.stringify(now) === JSON.stringify(last) ? same + 1 : 0
    last = now
  }
  return last
}
