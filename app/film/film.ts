/**
 * The film document: what is planned, in what order, and which take of each card is shown. It is small, edited freely and
 * undoably, and refers to the ledger by take id. Plain data: its JSON is its stored form.
 */
import type { CardId, CastId, PageId, SnapshotId, TakeId } from '../ids.ts'
import type { PolicyName } from '../ledger/policies.ts'
import { chunk, type Chunk, type DisplayFrame, type LatentFrame } from '../time.ts'
import { limits } from '../base/limits.ts'
import type { LabelColour } from './label.ts'
import type { Scene } from './scene.ts'
import { noLanguage, type ShotLanguage } from './shot-language.ts'
import { noSound, type Sound } from './sound.ts'
import type { TitleCard } from './title-card.ts'

export const filmVersion = 5

export interface Film {
  readonly version: typeof filmVersion
  readonly title: string
  /** In film order. */
  readonly cards: readonly Card[]
  readonly cast: readonly CastMember[]
  readonly settings: FilmSettings
  readonly sound: Sound
}

export interface FilmSettings {
  /** The model that makes its takes, `id@revision`; null: the one that comes with the program. */
  readonly model: string | null
  /** Seeds of unlocked cards: null = a new seed for every take; a number = derived from it, so that the whole film can be reproduced. */
  readonly seed: number | null
  /** Policy of cards that name none. */
  readonly policy: PolicyName
  /** Length of a new card. */
  readonly length: Chunk
}

/** One shot: a plan, and the takes made for it. */
export interface Card {
  readonly id: CardId
  /** May be empty. */
  readonly title: string
  /** Its scene; equal on all shots of one. */
  readonly scene: Scene | null
  /** Shot number as shown (`12A`); empty = its place in the film, counted from 1. */
  readonly shot: string
  /** As typed, with `@names`; `resolvePrompt` gives what the model reads. May be empty while the shot is only planned. */
  readonly prompt: string
  readonly notes: string
  readonly dialogue: string
  readonly language: ShotLanguage
  /** Frames that its transition takes; null: the usual number (transitions.ts). */
  readonly transitionLength: DisplayFrame | null
  readonly label: LabelColour | null
  /** At least 1. */
  readonly length: Chunk
  readonly seed: CardSeed
  /** Null: the film's. */
  readonly policy: PolicyName | null
  /** All takes kept for this card, in creation order, without duplicates. */
  readonly takes: readonly TakeUse[]
  /** The take shown: one of `takes`, or null while nothing is made. */
  readonly activeTake: TakeId | null
  /** Asset id of an imported sketch. */
  readonly sketch: string | null
  /** The picture that stands for it; null, or none of what is shown: its usual one. `shownPoster` tells. */
  readonly poster: Instant | null
  /** Ordered by chunk, then frame. */
  readonly markers: readonly Marker[]
  /** Pinned frames: kept in the memory when this card is made. */
  readonly pins: readonly FrameMark[]
  /** Forgotten frames: not used when this card is made. */
  readonly forgets: readonly FrameMark[]
  /** Its next take may also look ahead to the next shot. */
  readonly lookAhead: boolean
  /** Its prompt is typeset, not made; absent: it is a shot. */
  readonly titleCard?: TitleCard
}

export interface CardSeed {
  /** The seed of the next take when locked; otherwise the one last chosen. 0 … 4294967295. */
  readonly value: number
  readonly locked: boolean
}

/** A take as a card uses it. */
export interface TakeUse {
  readonly take: TakeId
  /** First chunk of the take that the card shows (its in-point; the out-point follows from the card's length). */
  readonly from: Chunk
  readonly starred: boolean
  /** The memory for which it was accepted, though it was made after another, close one; absent: never. */
  readonly accepted?: SnapshotId
}

/** A picture of a card. */
export interface Instant {
  /** Chunk of the card, counted from 0. */
  readonly chunk: Chunk
  /** Frame inside that chunk, counted from 0. */
  readonly frame: DisplayFrame
}

/** A marked instant. It moves with its card. */
export interface Marker extends Instant {
  readonly text: string
}

/** A pinned or forgotten frame with the artist's name for it (`the hero's face`; may be empty). Fields as in the ledger's `FrameRef`. */
export interface FrameMark {
  readonly page: PageId
  readonly frame: number
  readonly at: LatentFrame
  readonly name: string
}

/** A named character, place or action: `@name` in a prompt stands for `words`. */
export interface CastMember {
  readonly id: CastId
  readonly kind: CastKind
  /** One word, unique in the film ignoring case. */
  readonly name: string
  readonly words: string
}

export const castKinds = ['character', 'place', 'action'] as const
export type CastKind = (typeof castKinds)[number]

/** @param policy policy of its shots by default: the one the pack recommends, or the published one */
export function emptyFilm(title: string, policy: PolicyName = 'memflow'): Film {
  return {
    version: filmVersion,
    title,
    cards: [],
    cast: [],
    settings: { model: null, seed: null, policy, length: chunk(4) },
    sound: noSound
  }
}

/** A planned card with nothing made for it; `fields` overrides the defaults. */
export function newCard(id: CardId, fields: Partial<Omit<Card, 'id'>> = {}): Card {
  return {
    id,
    title: '',
    scene: null,
    shot: '',
    prompt: '',
    notes: '',
    dialogue: '',
    language: noLanguage,
    transitionLength: null,
    label: null,
    length: chunk(4),
    seed: { value: 0, locked: false },
    policy: null,
    takes: [],
    activeTake: null,
    sketch: null,
    poster: null,
    markers: [],
    pins: [],
    forgets: [],
    lookAhead: false,
    ...fields
  }
}

/** The same plan as a new card, for duplicating and pasting. Takes stay with the original, and so does its number: numbers are unique. */
export const copyPlan = (card: Card, id: CardId): Card => ({ ...card, id, shot: '', takes: [], activeTake: null })

/** A card for a take that no shot has: with the take's plan, as long as what is made of it. */
export const cardOfTake = (
  { id: take, prompt, seed, policy, chunksMade }: TakenPlan,
  id: CardId,
  { settings }: Film
): Card =>
  newCard(id, {
    prompt,
    length: chunk(Math.min(chunksMade, limits.cardChunks)),
    seed: { value: seed, locked: false },
    policy: policy === settings.policy ? null : policy,
    takes: [{ take, from: chunk(0), starred: false }],
    activeTake: take
  })

/** What `cardOfTake` reads of a take. */
export interface TakenPlan {
  readonly id: TakeId
  readonly prompt: string
  readonly seed: number
  readonly policy: PolicyName
  readonly chunksMade: Chunk
}

/** The shot number to show for the card at `index`. */
export const shotNumber = (card: Card, index: number): string => card.shot || String(index + 1)

/** How the active take is used, or null. */
export const activeUse = (card: Card): TakeUse | null => card.takes.find(({ take }) => take === card.activeTake) ?? null

/** The policy of a card's next take. */
export const cardPolicy = (film: Film, card: Card): PolicyName => card.policy ?? film.settings.policy
