/** What a card remembers at one of its chunks, as pictures: where each came from, how many layers hold it, its pins and forgets. */
import type { Granted, MemoryFrame, MemoryView, Remembered } from '../../app/contract/memory.ts'
import { cardPolicy, type Card } from '../../app/film/film.ts'
import type { CardId } from '../../app/ids.ts'
import { before, shownOf } from '../../app/plan/shown.ts'
import { policyFacts } from '../../app/ledger/policies.ts'
import {
  frameKey,
  sameFrame,
  type ChunkRecord,
  type FrameRef,
  type LayerMemory,
  type Snapshot,
  type TakeRecord
} from '../../app/ledger/records.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import { FrameOrigin } from './frame-origin.ts'
import { ShownTake } from './shown-take.ts'
import type { PackFacts } from '../production/pack-facts.ts'

const kinds = ['sink', 'bank', 'window'] as const
type Part = readonly (keyof LayerMemory)[]

export class MemoryReader {
  readonly #project: Project
  readonly #pack: PackFacts
  readonly #origin: FrameOrigin
  readonly #shown: ShownTake

  constructor(project: Project, pack: PackFacts) {
    this.#project = project
    this.#pack = pack
    this.#origin = new FrameOrigin(project, pack.base)
    this.#shown = new ShownTake(project)
  }

  /** @param index chunk of the card; for one that is not made yet, what it would start with */
  of(id: CardId, index: number): MemoryView {
    const { film } = this.#project
    const ledger = ledgerOf(this.#project, this.#pack.model)
    const place = film.cards.findIndex((card) => card.id === id)
    const card = film.cards[place]
    const shown = card ? shownOf(card, ledger) : null
    const made = shown?.chunks[index] ?? null
    const last = made ?? shown?.chunks.at(-1) ?? (card ? before(film, ledger, place).chunk : null)
    const snapshot = last && this.#project.snapshot(made ? made.before : last.after)
    const open = made === null && card !== undefined && policyFacts[cardPolicy(film, card)].choosesLate
    // Banks are chosen at the start of a chunk and not changed while it is made.
    const banks = made ? this.#project.snapshot(made.after) : open ? null : snapshot
    const marks = card ? once([...card.pins, ...card.forgets]) : [] // a file may hold duplicates
    return {
      made: made !== null,
      open,
      frames: this.#remembered({ sink: snapshot, bank: banks, window: snapshot }, last),
      granted: card && shown && made ? this.#granted(card, shown.take, shown.made) : [],
      marks: marks.map((ref) => this.#show(ref, last)),
      layers: snapshot?.layers.length ?? 0,
      places: this.#pack.bank
    }
  }

  #remembered(parts: Record<keyof LayerMemory, Snapshot | null | undefined>, last: ChunkRecord | null): Remembered[] {
    return kinds.flatMap((kind) => {
      const snapshot = parts[kind]
      if (!snapshot) return []
      return distinct(snapshot, kind).map((ref) => ({
        ...this.#show(ref, last),
        kind,
        votes: votesFor(snapshot, ref, [kind])
      }))
    })
  }

  #granted(card: Card, take: TakeRecord, made: readonly ChunkRecord[]): Granted[] {
    const { wishes } = take
    const last = made.at(-1)
    const now = last && this.#project.snapshot(last.after)
    if (!wishes || !last || !now) return []
    const earlier = this.#earlier(card, take)
    const granted = (wish: Granted['wish'], refs: readonly FrameRef[]): Granted[] =>
      refs.map((ref) => ({
        ...this.#show(ref, last),
        wish,
        before: Math.max(0, ...earlier.map((snapshot) => votesFor(snapshot, ref, kinds))),
        now: votesFor(now, ref, kinds)
      }))
    return [
      ...granted('pin', wishes.pins),
      ...granted('forget', wishes.forgets),
      ...granted('lookAhead', wishes.lookAhead)
    ]
  }

  /**
   * The baseline for a take's pins and forgets: all memories of the card's previous take, whose pictures the artist saw when
   * setting them; for a first take, the memory it started from.
   */
  #earlier(card: Card, take: TakeRecord): Snapshot[] {
    const place = card.takes.findIndex((use) => use.take === take.id)
    const ledger = ledgerOf(this.#project, this.#pack.model)
    const made = card.takes.slice(0, Math.max(0, place)).map((use) => ledger.chunksOf(use.take))
    const chunks = made.findLast((each) => each.length > 0)
    const ids = chunks ? [chunks[0]!.before, ...chunks.map(({ after }) => after)] : [take.start]
    return ids.map((id) => this.#project.snapshot(id)).filter((snapshot) => snapshot !== undefined)
  }

  #show({ page, frame, at }: FrameRef, last: ChunkRecord | null): MemoryFrame {
    const picture = this.#origin.pictureOf({ page, frame, at }, last)
    return {
      page,
      frame,
      at,
      picture: picture && { ...picture, take: this.#shown.of(this.#project.film, picture) }
    }
  }
}

/** Each frame of one kind that any layer remembers, oldest first. */
function distinct({ layers }: Snapshot, kind: keyof LayerMemory): readonly FrameRef[] {
  return once(layers.flatMap((layer) => layer[kind])).sort((one, other) => one.at - other.at)
}

/** Removes duplicates. */
const once = (refs: readonly FrameRef[]): FrameRef[] => [...new Map(refs.map((ref) => [frameKey(ref), ref])).values()]

const votesFor = ({ layers }: Snapshot, ref: FrameRef, parts: Part): number =>
  layers.filter((layer) => parts.some((part) => layer[part].some((each) => sameFrame(each, ref)))).length
