/** What a window needs to draw a film: plain data, read off the document and the ledger, sent whole or card by card. */
import { cardPolicy, shotNumber, type Card, type Film } from '../film/film.ts'
import { resolvePrompt, unknownNames } from '../film/prompt.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { seedsOf, type SeedPart } from '../ledger/lineage.ts'
import type { PolicyName } from '../ledger/records.ts'
import { cardStates, type Activity, type CardState } from '../ledger/state.ts'
import { chunk, chunkSeconds, chunksToSeconds, type Chunk, type Seconds, type Timebase } from '../time.ts'

export interface TakeView {
  readonly id: TakeId
  /** Counted from 1, in the order the takes were made. */
  readonly number: number
  readonly prompt: string
  /** From its first chunk on; more than one when a second of it was made again. */
  readonly seeds: readonly SeedPart[]
  readonly policy: PolicyName
  readonly model: string
  readonly chunksMade: Chunk
  readonly chunksPlanned: Chunk
  /** First chunk that the card shows. */
  readonly from: Chunk
  /** Milliseconds since 1970, UTC. */
  readonly made: number
  readonly starred: boolean
  readonly active: boolean
}

export interface CardView {
  readonly card: CardId
  readonly shot: string
  readonly state: CardState
  /** Where the card begins in the film. */
  readonly start: Seconds
  readonly length: Seconds
  /** What the model reads. */
  readonly prompt: string
  /** `@names` of the prompt that are not in the cast. */
  readonly unknownNames: readonly string[]
  readonly policy: PolicyName
  /** Takes that the ledger knows, oldest first. */
  readonly takes: readonly TakeView[]
}

export interface FilmView {
  readonly film: Film
  /** In film order, one for each card of `film`. */
  readonly cards: readonly CardView[]
  readonly base: Timebase
  readonly chunkSeconds: Seconds
  readonly length: Seconds
}

export function viewFilm(film: Film, ledger: Ledger, base: Timebase, activity?: Activity): FilmView {
  const states = cardStates(film, ledger, activity)
  let start = 0
  const cards = film.cards.map((card, index): CardView => {
    const view = {
      card: card.id,
      shot: shotNumber(card, index),
      state: states[index]!,
      start: chunksToSeconds(chunk(start), base),
      length: chunksToSeconds(card.length, base),
      prompt: resolvePrompt(film, card),
      unknownNames: unknownNames(film, card),
      policy: cardPolicy(film, card),
      takes: viewTakes(card, ledger)
    }
    start += card.length
    return view
  })
  return { film, cards, base, chunkSeconds: chunkSeconds(base), length: chunksToSeconds(chunk(start), base) }
}

function viewTakes(card: Card, ledger: Ledger): readonly TakeView[] {
  return card.takes.flatMap(({ take: id, from, starred }, index): TakeView[] => {
    const record = ledger.take(id)
    if (record === undefined) return []
    const { prompt, policy, model, made } = record
    const seeds = seedsOf(ledger, record)
    const chunksMade = chunk(ledger.chunksOf(id).length)
    const active = id === card.activeTake
    const number = index + 1
    return [
      {
        id,
        number,
        prompt,
        seeds,
        policy,
        model,
        chunksMade,
        chunksPlanned: record.chunks,
        from,
        made,
        starred,
        active
      }
    ]
  })
}
