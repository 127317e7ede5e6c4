/** Adding, deleting and moving cards, and changing their length. */
import * as fc from 'fast-check'
import { newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { command } from '../command.ts'
import { outOfField } from './choose.ts'
import { word } from './words.ts'

/** Adds a shot by N and types its prompt at once. */
export const add = command({
  ...{ name: 'add', weight: 6, args: fc.array(word, { maxLength: 2 }) },
  async run({ hands, world }, words) {
    if (world.cards.length > 9) return 'enough cards'
    await outOfField({ hands, world })
    const before = (await hands.filmCards()).all
    const text = words.join(' ')
    const last = world.meant(await hands.command('n', text)).at(-1)
    const [id] = await hands.arrivals(before)
    if (!id) throw new Error(`N was pressed and no card came; ${await hands.where()}`)
    world.meet(id)
    const at = last ? world.cards.indexOf(last) + 1 : world.cards.length
    world.do({
      type: 'addCards',
      at,
      cards: [newCard(id, { length: world.film.settings.length, scene: last?.scene ?? null })]
    })
    world.choose(id)
    await hands.field('prompt').and(hands.page.locator(':focus')).waitFor()
    world.enter('prompt')
    if (text !== '') world.write(text)
    return undefined
  }
})

export const duplicate = command({
  ...{ name: 'duplicate', weight: 5, args: fc.constant(null) },
  async run({ hands, world }) {
    if (world.chosen.length === 0 || world.cards.length + world.chosen.length > 10)
      return 'nothing to duplicate, or enough cards'
    await outOfField({ hands, world })
    const before = (await hands.filmCards()).all
    const pressed = await hands.command('d')
    world.meant(pressed)
    const cards = before.map(cardId).filter((id) => pressed.includes(id)) // also cards that the model does not know
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
    if (world.chosen.length === 0 || world.cards.length - world.chosen.length < 2)
      return 'nothing to delete, or too few cards'
    await outOfField({ hands, world })
    if (await hands.isIn('[data-marker]')) return 'the keyboard is on a marker, which Backspace removes'
    const pressed = await hands.command('Backspace')
    world.meant(pressed)
    const cards = [...pressed]
    const chosen = await hands.departures(cards)
    const stays = (await hands.filmCards()).all.filter((id) => cards.includes(id))
    if (stays.length > 0)
      throw new Error(`Backspace was pressed and ${stays.length} shots stay; ${await hands.where()}`)
    if (cards.length > 0) world.do({ type: 'removeCards', cards })
    world.find(...chosen)
    return undefined
  }
})

export const lengthen = command({
  ...{ name: 'lengthen', weight: 6, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, wish) {
    const cards = world.cards.filter(({ id }) => world.chosen.includes(id))
    const by = cards.some(({ length }) => length + wish > 3) ? -1 : wish // short shots are made quickly
    if (!cards.some(({ length }) => length + by >= 1)) return 'none can get shorter'
    await outOfField({ hands, world })
    const meant = world.meant(await hands.command(by > 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'))
    const able = meant.filter(({ length }) => length + by >= 1).map(({ id }) => id)
    if (able.length > 0) world.do({ type: 'lengthenCards', cards: able, by })
    else if (world.loose) world.disturb() // the film may differ from the model
    return undefined
  }
})

export const shift = command({
  ...{ name: 'shift', weight: 5, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, by) {
    if (world.chosen.length === 0) return 'no shot at hand'
    await outOfField({ hands, world })
    const meant = world.meant(await hands.command(by < 0 ? 'Alt+ArrowLeft' : 'Alt+ArrowRight'))
    const places = meant.map((card) => world.cards.indexOf(card))
    const to = by < 0 ? (places[0] ?? 0) - 1 : (places.at(-1) ?? world.cards.length) + 2
    if (to < 0 || to > world.cards.length) {
      if (world.loose) world.disturb() // in the film there may be one
      return 'no place to go'
    }
    world.do({ type: 'moveCards', cards: meant.map(({ id }) => id), to })
    return undefined
  }
})
