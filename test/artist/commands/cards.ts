/** Cards come, go, move and change their length. */
import * as fc from 'fast-check'
import { newCard } from '../../../app/film/film.ts'
import { command } from '../command.ts'
import { outOfField } from './choose.ts'

export const add = command({
  ...{ name: 'add', weight: 6, args: fc.constant(null) },
  async run({ hands, world }) {
    if (world.cards.length > 9) return 'enough cards'
    await outOfField({ hands, world })
    const at = world.lead ? world.cards.indexOf(world.lead) + 1 : world.cards.length
    const before = (await hands.filmCards()).all
    await hands.press('n')
    const [id] = await hands.arrivals(before)
    if (!id) throw new Error('N was pressed and no card came')
    world.meet(id)
    world.do({ type: 'addCards', at, cards: [newCard(id, { length: world.film.settings.length })] })
    world.choose(id)
    await hands.field('prompt').and(hands.page.locator(':focus')).waitFor()
    world.enter('prompt')
    return undefined
  }
})

export const duplicate = command({
  ...{ name: 'duplicate', weight: 5, args: fc.constant(null) },
  async run({ hands, world }) {
    const cards = world.cards.filter(({ id }) => world.chosen.includes(id)).map(({ id }) => id)
    if (cards.length === 0 || world.cards.length + cards.length > 10) return 'nothing to duplicate, or enough cards'
    await outOfField({ hands, world })
    const before = (await hands.filmCards()).all
    await hands.press('d')
    const copies = await hands.arrivals(before)
    if (copies.length !== cards.length)
      throw new Error(`D was pressed on ${cards.length} shots and ${copies.length} came`)
    copies.forEach((copy, index) => world.derive(copy, cards[index]!))
    world.do({ type: 'duplicateCards', cards, copies })
    world.choose(...copies)
    return undefined
  }
})

export const remove = command({
  ...{ name: 'remove', weight: 4, args: fc.constant(null) },
  async run({ hands, world }) {
    const cards = world.cards.filter(({ id }) => world.chosen.includes(id)).map(({ id }) => id)
    if (cards.length === 0 || world.cards.length - cards.length < 2) return 'nothing to delete, or too few cards'
    await outOfField({ hands, world })
    await hands.press('Backspace')
    const chosen = await hands.departures(cards)
    world.do({ type: 'removeCards', cards })
    world.choose(...chosen)
    return undefined
  }
})

export const lengthen = command({
  ...{ name: 'lengthen', weight: 6, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, wish) {
    const cards = world.cards.filter(({ id }) => world.chosen.includes(id))
    const by = cards.some(({ length }) => length + wish > 3) ? -1 : wish // short shots are soon made
    const able = cards.filter(({ length }) => length + by >= 1).map(({ id }) => id)
    if (able.length === 0) return 'none can get shorter'
    await outOfField({ hands, world })
    await hands.press(by > 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
    world.do({ type: 'lengthenCards', cards: able, by })
    return undefined
  }
})

export const shift = command({
  ...{ name: 'shift', weight: 5, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, by) {
    const places = world.cards.flatMap(({ id }, at) => (world.chosen.includes(id) ? [at] : []))
    const to = by < 0 ? places[0]! - 1 : places.at(-1)! + 2
    if (places.length === 0 || to < 0 || to > world.cards.length) return 'no place to go'
    await outOfField({ hands, world })
    await hands.press(by < 0 ? 'Alt+ArrowLeft' : 'Alt+ArrowRight')
    world.do({ type: 'moveCards', cards: places.map((at) => world.cards[at]!.id), to })
    return undefined
  }
})
