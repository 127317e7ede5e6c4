/** Shots on the clipboard: copied or cut, and pasted into the same film or the other one. */
import * as fc from 'fast-check'
import { copyPlan } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { command } from '../command.ts'
import { fields } from '../fields.ts'
import { outOfField } from './choose.ts'

export const copy = command({
  ...{ name: 'copy', weight: 5, args: fc.record({ cut: fc.boolean() }) },
  async run(artist, { cut }) {
    const { hands, world } = artist
    if (world.chosen.length === 0 || world.loose) return 'no shots of which the model knows every word'
    if (cut && world.cards.length - world.chosen.length < 2) return 'too few cards'
    await outOfField(artist)
    const cards = world.meant(await hands.command(cut ? 'Control+x' : 'Control+c'))
    const rough = cards.some(({ id }) => fields.some((field) => world.pasted(id, field) !== undefined))
    artist.clip = rough ? null : { film: artist.film, cards }
    if (!cut || cards.length === 0) return undefined
    const ids = cards.map(({ id }) => id)
    const chosen = await hands.departures(ids)
    if ((await hands.filmCards()).all.some((id) => ids.includes(cardId(id))))
      throw new Error(`Ctrl X was pressed and a shot stays; ${await hands.where()}`)
    world.do({ type: 'removeCards', cards: ids })
    world.find(...chosen)
    return undefined
  }
})

export const pasteShots = command({
  ...{ name: 'paste shots', weight: 6, args: fc.constant(null) },
  async run(artist) {
    const { hands, world, clip, film } = artist
    if (!clip || world.cards.length + clip.cards.length > 10) return 'nothing on the clipboard, or enough cards'
    if (clip.film !== film && clip.cards.some(({ prompt }) => prompt.includes('@')))
      return 'they bring their cast along'
    await outOfField(artist)
    const before = (await hands.filmCards()).all
    const last = world.meant(await hands.command('Control+v')).at(-1)
    const ids = await hands.arrivals(before)
    if (ids.length !== clip.cards.length)
      throw new Error(`${clip.cards.length} shots were on the clipboard and ${ids.length} came`)
    const cards = clip.cards.map((card, index) => {
      const back = clip.film === film && !before.includes(card.id)
      if (back && card.id !== ids[index]) throw new Error('a shot that was cut came back as another')
      world.meet(ids[index]!)
      const copied = copyPlan(card, ids[index]!)
      const isFree = clip.film !== film && !world.cards.some(({ shot }) => shot === card.shot)
      return back ? card : isFree ? { ...copied, shot: card.shot } : copied
    })
    world.do({ type: 'pasteCards', at: last ? world.cards.indexOf(last) + 1 : world.cards.length, cards })
    world.choose(...ids)
    return undefined
  }
})
