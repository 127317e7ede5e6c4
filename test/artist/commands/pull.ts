/** Dragging, resizing and splitting cards with the mouse, dropped anywhere. */
import * as fc from 'fast-check'
import { cardId, type CardId } from '../../../app/ids.ts'
import { chunk, chunksToSamples } from '../../../app/time.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { outOfField, share } from './choose.ts'
import { settled } from './settled.ts'

const ids = (cards: readonly { readonly id: CardId }[]): CardId[] => cards.map(({ id }) => id)

/** Drags a card. Its new place is read from the film; the other cards must keep their order, and none is lost. */
export const drag = command({
  ...{ name: 'drag', weight: 6, args: fc.tuple(share, share) },
  async run({ hands, world }, [from, to]) {
    const cards = await hands.cards()
    const [card, target] = [oneOf(cards, from), oneOf(cards, to)]
    if (!card || !target || card === target) return 'nothing to drag, or nowhere'
    // When the model does not know the cards, they are read from the film.
    const before = world.loose ? (await hands.filmCards()).all.map(cardId) : ids(world.cards)
    const middle = { x: card.x + Math.min(18, card.width / 2), y: card.y + card.height / 2 }
    if ((await hands.cardAt(middle)) !== card.id) return 'another card was under the hand'
    await hands.drag(middle, { x: target.x + target.width * 0.8, y: middle.y + 3 })
    const chosen = await hands.atPress()
    const pressed = await hands.pressed() // another one, where the timeline scrolled before the press
    const taken = before.filter((id) => (pressed && chosen.includes(pressed) ? chosen.includes(id) : id === pressed))
    if (taken.length === 0) {
      world.find(...(await hands.filmCards()).chosen)
      return 'the card was gone before the press'
    }
    const order = await settledOrder({ hands })
    const stay = (all: readonly CardId[]): string => all.filter((id) => !taken.includes(id)).join()
    if (stay(order) !== stay(before))
      throw new Error(`a card was dragged and others changed places: ${stay(before)} became ${stay(order)}`)
    if (world.loose) {
      world.disturb()
      world.callOff()
      world.find(...(await hands.filmCards()).chosen)
      return undefined
    }
    const last = order.findLastIndex((id) => taken.includes(id))
    const next = order.slice(last + 1).find((id) => !taken.includes(id))
    const at = next ? world.cards.findIndex(({ id }) => id === next) : world.cards.length
    if (order.join() !== ids(world.cards).join()) world.do({ type: 'moveCards', cards: taken, to: at, joins: true })
    world.choose(...taken)
    return undefined
  }
})

/** Drags the end of a card a little to the left or right. */
export const pull = command({
  ...{ name: 'pull', weight: 6, args: fc.record({ at: share, by: fc.constantFrom(-1 as const, 1 as const) }) },
  async run(artist, { at, by }) {
    const { hands, world } = artist
    const card = oneOf(
      (await hands.cards()).filter(({ width, whole }) => width > 40 && whole),
      at
    )
    const before = world.card(card?.id)
    if (!card || !before || before.length + by < 1 || before.length + by > 4) return 'no card to pull'
    const edge = { x: card.x + card.width - 2, y: card.y + card.height / 2 }
    // The timeline may have scrolled since; beside its end the whole card would be dragged, or another one's end.
    const endAt = ({ x, y }: typeof edge): string | null =>
      document
        .elementFromPoint(x, y)
        ?.closest('.edge.end')
        ?.parentElement?.querySelector('[data-shot]')
        ?.getAttribute('data-shot') ?? null
    if ((await hands.page.evaluate(endAt, edge)) !== card.id) return 'its end was not under the hand'
    const lengthNow = async (): Promise<number> => (await hands.lengths()).get(card.id) ?? before.length
    const was = await lengthNow() // another one than the model's, where the model does not know
    await hands.drag(edge, { x: edge.x + by * (card.width / before.length), y: edge.y })
    if ((await hands.page.evaluate(() => window.pressedEnd)) !== card.id) {
      world.loose = true // the timeline scrolled in that moment: a card, or another edge, was dragged, which is an edit
      world.disturb()
      world.callOff()
      world.find(...(await hands.filmCards()).chosen)
      return 'its end was gone before the press'
    }
    world.choose(card.id)
    const length = await settled(lengthNow)
    if (length !== was) world.do({ type: 'setLength', card: card.id, length: chunk(length) })
    return undefined
  }
})

/** Splits the current shot one second from its beginning. */
export const split = command({
  ...{ name: 'split', weight: 4, args: fc.constant(null) },
  async run(artist) {
    const { hands, world } = artist
    const card = world.lead
    if (!card || card.length < 2 || world.cards.length > 9) return 'nothing to split'
    await outOfField(artist)
    const before = (await hands.filmCards()).all
    await hands.press('ArrowUp', 'ArrowDown') // to its first frame
    await hands.press('Shift+ArrowRight')
    world.find(...(await hands.command('s')))
    const shot = world.lead
    const [id] = await hands.arrivals(before, 1500)
    // The first shot has no previous one, and film being watched changes the current shot.
    if (!id && (world.making || shot?.id !== card.id)) return 'another shot was at hand'
    if (!id || !shot) throw new Error('S was pressed a second into a shot and no card came')
    const at = chunk((await hands.lengths()).get(shot.id) ?? 1)
    if (!world.making && at !== 1) throw new Error(`S was pressed a second into a shot, which was cut ${at} s into it`)
    world.derive(id, shot.id, ['prompt']) // the second half has the prompt only
    world.meet(id)
    const { base } = (await hands.film())!.view
    world.do({ type: 'splitCard', card: shot.id, at, id, sound: chunksToSamples(at, base) })
    world.choose(id)
    return undefined
  }
})

const settledOrder = ({ hands }: Pick<Artist, 'hands'>): Promise<CardId[]> =>
  settled(async () => (await hands.filmCards()).all)
