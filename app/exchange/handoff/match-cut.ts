/**
 * Which shot and take of a film a clip of an edited cut is: by the ids that this program wrote, else by the name of its
 * file, else by its reel. Names are those that the film would be exported with now (names.ts).
 */
import { shotNumber, type Card, type Film } from '../../film/film.ts'
import type { CardId, TakeId } from '../../ids.ts'
import type { EditedEvent } from './edited-cut.ts'
import { HandoffNames } from './names.ts'

export interface Matched {
  readonly card: Card
  /** Null: the one that the shot shows. */
  readonly take: TakeId | null
  /** It names a take that the shot has not. */
  readonly foreign: boolean
}

export class CutMatcher {
  readonly #byId: ReadonlyMap<string, Card>
  readonly #byNumber: ReadonlyMap<string, Card>
  readonly #byTake = new Map<string, Card[]>()
  readonly #byName = new Map<string, TakeId>()

  constructor({ cards }: Film) {
    const names = new HandoffNames()
    this.#byId = new Map(cards.map((card) => [card.id, card]))
    this.#byNumber = new Map(cards.map((card, index) => [shotNumber(card, index), card]))
    for (const [index, card] of cards.entries()) {
      const shot = names.shot(shotNumber(card, index), index)
      for (const [place, { take }] of card.takes.entries()) {
        this.#byTake.set(take, [...(this.#byTake.get(take) ?? []), card])
        const { stem, reel } = names.take(shot, place + 1)
        this.#byName.set(stem.toLowerCase(), take)
        if (!isCount(reel)) this.#byName.set(reel.toLowerCase(), take)
      }
    }
  }

  /** @param used shots that clips before it are @param at its first chunk in the file; may be a fraction */
  clip(event: EditedEvent, used: ReadonlySet<CardId>, at: number): Matched | null {
    const told = this.#byId.get(event.card)
    if (told) {
      const take = event.take === '' ? this.#named(event) : event.take
      const has = told.takes.find((use) => use.take === take)
      return { card: told, take: has?.take ?? null, foreign: event.take !== '' && has === undefined }
    }
    // Ids of another film, or of a shot that was removed: its names may be those of other shots here.
    const take = event.take !== '' || event.card !== '' ? event.take : this.#named(event)
    const distance = (card: Card): readonly number[] => {
      const { from } = card.takes.find((use) => use.take === take)!
      const shot = this.#byNumber.get(event.shot) === card
      return [Number(!shot), Number(card.activeTake !== take), Number(used.has(card.id)), Math.abs(from - at)]
    }
    const [card] = (this.#byTake.get(take ?? '') ?? []).toSorted((one, other) => before(distance(one), distance(other)))
    return card === undefined ? null : { card, take: take as TakeId, foreign: false }
  }

  /** The shot that a gap says it is. */
  gap({ card, shot }: EditedEvent): Card | null {
    return (card === '' ? this.#byNumber.get(shot) : this.#byId.get(card)) ?? null
  }

  #named({ names }: EditedEvent): TakeId | undefined {
    for (const name of names) {
      const take = this.#byName.get(name.replace(/\.[^.]*$/, '').toLowerCase())
      if (take !== undefined) return take
    }
    return undefined
  }
}

/** A reel that is only counted depends on which takes were exported. */
const isCount = (reel: string): boolean => /^R\d{7}$/.test(reel)

/** Compares number by number. */
function before(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : one[at]! - other[at]!
}
