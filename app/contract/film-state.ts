/**
 * What a window needs to draw a film: plain data, derived from the document and the ledger after every edit and every chunk.
 * A card for which nothing changed keeps its view (the same object), so only the others are sent and drawn.
 */
import { cardPolicy, shotNumber, type Card, type CastMember, type Film } from '../film/film.ts'
import { resolvePrompt, unknownNames } from '../film/prompt.ts'
import type { CardId, TakeId } from '../ids.ts'
import { beforeAll, behind, shownOf, type Before } from '../plan/shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { seedsOf, type SeedPart } from '../ledger/lineage.ts'
import { devicesOf, type DevicePart } from '../ledger/made-on.ts'
import type { PolicyName } from '../ledger/policies.ts'
import type { ChunkRecord } from '../ledger/records.ts'
import { cardState, type CardState } from '../plan/state.ts'
import { chunk, chunkSeconds, chunksToSeconds, type Chunk, type Seconds, type Timebase } from '../time.ts'
import { ShelfReader, type ShelfTake } from './shelf.ts'

export interface TakeView {
  readonly id: TakeId
  /** Counted from 1, in the order the takes were made. */
  readonly number: number
  readonly prompt: string
  /** Seeds in chunk order; more than one when a chunk was made again. */
  readonly seeds: readonly SeedPart[]
  readonly policy: PolicyName
  /** Devices that made it; more than one when it was continued elsewhere, so bit-equality is not promised. */
  readonly devices: readonly DevicePart[]
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

/** View of one card, wherever it is in the film. */
export interface CardView {
  readonly card: CardId
  readonly state: CardState
  /** The prompt as the model reads it. */
  readonly prompt: string
  /** `@names` in the prompt that are not in the cast. */
  readonly unknownNames: readonly string[]
  readonly policy: PolicyName
  /** The card's takes that the ledger has, oldest first. */
  readonly takes: readonly TakeView[]
}

export interface FilmView {
  readonly film: Film
  /** In film order, one per card of `film`. */
  readonly cards: readonly CardView[]
  readonly shelf: readonly ShelfTake[]
  readonly base: Timebase
  readonly chunkSeconds: Seconds
  readonly length: Seconds
}

/** @param takes as for `FilmViewer`; absent: the shelf is not needed */
export const viewFilm = (
  film: Film,
  ledger: Ledger,
  base: Timebase,
  takes: () => Iterable<TakeId> = () => []
): FilmView => new FilmViewer(ledger, base, takes).view(film, new Set())

/** A card's view, and the inputs it was computed from beside the ledger. */
interface Seen {
  readonly card: Card
  readonly cast: readonly CastMember[]
  readonly before: Before
  /** The last chunk the card shows; null: none. */
  readonly last: ChunkRecord | null
  readonly view: CardView
}

/** Derives the state of one film repeatedly, reusing unchanged views. */
export class FilmViewer {
  readonly #ledger: Ledger
  readonly #base: Timebase
  readonly #shelf: ShelfReader
  #seen: ReadonlyMap<CardId, Seen> = new Map()
  #last: FilmView | null = null

  /** @param takes every take of the ledger, in creation order */
  constructor(ledger: Ledger, base: Timebase, takes: () => Iterable<TakeId>) {
    this.#ledger = ledger
    this.#base = base
    this.#shelf = new ShelfReader(ledger, takes)
  }

  /** @param grown every take begun or extended since the last call */
  view(film: Film, grown: ReadonlySet<TakeId>): FilmView {
    const seen = new Map<CardId, Seen>()
    let before = beforeAll
    let length = 0
    const cards = film.cards.map((card, index): CardView => {
      const last = this.#seen.get(card.id)
      const now = last && holds(last, film, card, before) && !grew(card, grown) ? last : this.#read(film, card, before)
      seen.set(card.id, now.cast === film.cast ? now : { ...now, cast: film.cast })
      before = behind(before, card, now.last, shotNumber(card, index))
      length += card.length
      return now.view
    })
    this.#seen = seen
    const shelf = this.#shelf.read(film, grown)
    const [base, last] = [this.#base, this.#last]
    const same = last?.film === film && last.shelf === shelf && cards.every((view, at) => view === last.cards[at])
    if (same) return last
    const [each, all] = [chunkSeconds(base), chunksToSeconds(chunk(length), base)]
    return (this.#last = { film, cards, shelf, base, chunkSeconds: each, length: all })
  }

  #read(film: Film, card: Card, before: Before): Seen {
    const ledger = this.#ledger
    const shown = shownOf(card, ledger)
    const view: CardView = {
      card: card.id,
      state: cardState(film, ledger, card, shown, before),
      prompt: resolvePrompt(film, card),
      unknownNames: unknownNames(film, card),
      policy: cardPolicy(film, card),
      takes: viewTakes(card, ledger)
    }
    return { card, cast: film.cast, before, last: shown?.chunks.at(-1) ?? null, view }
  }
}

/** Whether a cached view is still valid: compares everything that `cardState` and the view's own fields depend on. */
const holds = ({ card: seen, cast, before: stood, view }: Seen, film: Film, card: Card, before: Before): boolean =>
  seen === card &&
  view.policy === cardPolicy(film, card) &&
  stood.chunk?.id === before.chunk?.id &&
  stood.unmade === before.unmade &&
  (cast === film.cast || reads(view, film, card))

/** Whether the cast leaves the prompt of a card as it was. */
function reads(view: CardView, film: Film, card: Card): boolean {
  const unknown = unknownNames(film, card)
  const same =
    unknown.length === view.unknownNames.length && unknown.every((name, at) => name === view.unknownNames[at])
  return same && resolvePrompt(film, card) === view.prompt
}

const grew = ({ takes }: Card, grown: ReadonlySet<TakeId>): boolean =>
  grown.size > 0 && takes.some(({ take }) => grown.has(take))

function viewTakes(card: Card, ledger: Ledger): readonly TakeView[] {
  return card.takes.flatMap(({ take: id, from, starred }, index): TakeView[] => {
    const record = ledger.take(id)
    if (record === undefined) return []
    const { prompt, policy, model, made } = record
    const seeds = seedsOf(ledger, record)
    const chunks = ledger.chunksOf(id)
    const chunksMade = chunk(chunks.length)
    const devices = devicesOf(chunks)
    const active = id === card.activeTake
    const number = index + 1
    return [
      {
        id,
        number,
        prompt,
        seeds,
        policy,
        devices,
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
