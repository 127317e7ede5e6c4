/** Applies one edit: the film after it, and its inverse. */
import type * as v from 'valibot'
import { parseOr } from '../base/parse.ts'
import { shotNumber, type Card, type Film } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { cardSchema, castSchema } from '../film/schema.ts'
import { soundSchema } from '../film/sound-schema.ts'
import { applyChanges, type Change, type Changed } from './change.ts'
import { compile } from './compile.ts'
import { invalidEdit, type Edit } from './edit.ts'

export interface Applied extends Changed {
  /** The primitive changes, for redo. */
  readonly changes: readonly Change[]
}

/**
 * The film after an edit. Pure; a valid film stays valid.
 * @throws Failure `edit.*`: the edit does not fit this film, or would make it invalid
 */
export function apply(film: Film, edit: Edit): Applied {
  const changes = compile(film, edit)
  const { film: after, inverse } = applyChanges(film, changes)
  for (const change of changes) check(after, change)
  return { film: after, changes, inverse }
}

/** Checks what a change touched against the film's own schema: one set of rules for files and edits. */
function check(film: Film, change: Change): void {
  if (change.kind === 'head') demand(castSchema, film.cast, () => 'the cast')
  if (change.kind === 'sound') demand(soundSchema, film.sound, () => 'the sound')
  if (change.kind === 'set') {
    const changed = new Set(change.cards.map(({ card }) => card))
    for (const card of film.cards) if (changed.has(card.id)) demand(cardSchema, card, () => nameOf(film, card))
  }
  if (change.kind !== 'insert') return
  if (film.cards.length > limits.cards) {
    throw invalidEdit(`a film has at most ${limits.cards.toLocaleString('en')} shots`)
  }
  if (new Set(film.cards.map(({ id }) => id)).size !== film.cards.length)
    throw invalidEdit('a shot with this id is in the film')
  for (const { card } of change.places) demand(cardSchema, card, () => nameOf(film, card))
}

function demand(schema: v.GenericSchema, value: unknown, name: () => string): void {
  parseOr(schema, value, 'it', (fault) => invalidEdit(`${name()}: ${fault}`))
}

const nameOf = (film: Film, card: Card): string => `shot ${shotNumber(card, film.cards.indexOf(card))}`
