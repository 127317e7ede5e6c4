/** What must hold when the hands rest: each oracle says in words what does not. */
import { shotNumber, type Card, type Film } from '../../app/film/film.ts'
import type { Seen } from './look.ts'
import { fields, type World } from './world.ts'

export type Oracle = (world: World, seen: Seen) => readonly string[]

/** The page, main and the project file tell of one film. */
export const oneTruth: Oracle = (_, { page, state, stored }) => {
  if (!state || !stored) return ['no film is open']
  const problems: string[] = []
  if (JSON.stringify(state.view.film) !== JSON.stringify(stored.film))
    problems.push('the file holds another film than main')
  const lead = shownCard(state.view.film, page.heading)
  if (lead)
    for (const field of fields)
      if (page.fields[field] !== undefined && page.fields[field] !== lead[field])
        problems.push(`the page shows ${field} “${page.fields[field]}”, the film has “${lead[field]}”`)
  const shown = page.cards.map(({ id }) => id)
  const order = state.view.film.cards.map(({ id }) => id as string).filter((id) => shown.includes(id))
  if (shown.join() !== order.join()) problems.push('the cards on the timeline are not those of the film')
  return problems
}

/** Every card and every text is what the artist made it, and nothing else. */
export const asWritten: Oracle = (world, { stored }) => {
  if (!stored) return []
  return world.loose ? mayBe(world, stored.film) : mustBe(world, stored.film)
}

function mustBe(world: World, film: Film): readonly string[] {
  const ids = (cards: readonly Card[]): string => cards.map(({ id }) => id.slice(0, 6)).join(' ')
  if (ids(world.cards) !== ids(film.cards))
    return [`the cards must be ${ids(world.cards)}; the film has ${ids(film.cards)}`]
  return world.cards.flatMap((card, index) => {
    const found = film.cards[index]!
    const texts = fields.flatMap((field) => {
      if (found[field] === card[field]) return []
      const stray = world.mayHold(card.id, field, found[field]) ? '' : ', which nobody wrote there'
      return [`shot ${index + 1}, ${field}: must be “${card[field]}”, is “${found[field]}”${stray}`]
    })
    if (found.length !== card.length) texts.push(`shot ${index + 1}: must be ${card.length} long, is ${found.length}`)
    return texts
  })
}

function mayBe(world: World, film: Film): readonly string[] {
  return film.cards.flatMap((card, index) =>
    world.knows(card.id)
      ? fields
          .filter((field) => !world.mayHold(card.id, field, card[field]))
          .map((field) => `shot ${index + 1}, ${field}: is “${card[field]}”, which nobody wrote there`)
      : [`shot ${index + 1} is a card that nobody made`]
  )
}

/** Redo works whenever undo just did. */
export const redoable: Oracle = (world, { stored }) =>
  world.lastStep === 'undo' && !world.loose && stored?.undone.length === 0
    ? ['undo was the last thing done, and there is nothing to redo']
    : []

/** Selection, details and memory strip speak of one shot. */
export const oneShot: Oracle = (_, { page, state }) => {
  if (!state) return []
  const chosen = page.cards.filter((card) => card.chosen)
  if (chosen.length !== 1) return []
  const index = state.view.film.cards.findIndex(({ id }) => id === chosen[0]!.id)
  const number = index < 0 ? undefined : shotNumber(state.view.film.cards[index]!, index)
  return page.heading === `Shot ${number}` ? [] : [`shot ${number} is selected and the details show “${page.heading}”`]
}

export const oracles: Readonly<Record<string, Oracle>> = { oneTruth, asWritten, redoable, oneShot }

function shownCard(film: Film, heading: string | null): Card | undefined {
  return film.cards.find((card, index) => heading === `Shot ${card.shot || index + 1}`)
}
