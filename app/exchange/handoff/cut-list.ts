/**
 * The cut list: files of takes, and which part of each is shown when, in frames of the editing rate. Independent of the
 * editing program: each format prints this list and adds nothing.
 */
import { activeUse, shotNumber, type Card, type Film, type TakeUse } from '../../film/film.ts'
import type { LabelColour } from '../../film/label.ts'
import { readablePrompt } from '../../film/prompt.ts'
import type { ShotLanguage } from '../../film/shot-language.ts'
import type { CardId, TakeId } from '../../ids.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ChunkRecord, TakeRecord } from '../../ledger/records.ts'
import { isTitle } from '../../film/title-card.ts'
import { shownOf } from '../../plan/shown.ts'
import { cardStates, type CardStateName } from '../../plan/state.ts'
import { chunk, chunksToFrames, displayFrame, type Chunk, type DisplayFrame, type Timebase } from '../../time.ts'
import { HandoffNames } from './names.ts'
import { cut, editFrame, type EditFrame, type EditRate } from './rate.ts'

/** Which takes are included: those shown, also those with a star, or all that are made. */
export const takeChoices = ['shown', 'starred', 'all'] as const
export type TakeChoice = (typeof takeChoices)[number]
/** The default. */
export const usualTakes = 'starred' satisfies TakeChoice

export interface CutList {
  readonly title: string
  readonly rate: EditRate
  readonly base: Timebase
  /** One file per take, in shot order. */
  readonly media: readonly TakeMedia[]
  /** Contiguous from the first frame to the last; none is empty. */
  readonly events: readonly CutEvent[]
  readonly length: EditFrame
}

/** The file of a take: all of its made chunks, so that the editor can extend a shot at its ends (handles). */
export interface TakeMedia {
  readonly take: TakeRecord
  /** Its number among the takes of its shot, from 1. */
  readonly number: number
  /** With extension; ASCII, unique also when case is ignored. */
  readonly name: string
  /** At most eight of `A` to `Z` and digits; unique. */
  readonly reel: string
  readonly chunks: readonly ChunkRecord[]
  readonly length: EditFrame
}

/** A shot's texts. */
export interface CutShot {
  readonly card: CardId
  /** Shot number as shown. */
  readonly number: string
  /** Name of its scene; empty where it has none. */
  readonly scene: string
  readonly title: string
  /** The prompt as the model reads it. */
  readonly prompt: string
  readonly notes: string
  readonly dialogue: string
  readonly language: ShotLanguage
  readonly label: LabelColour | null
  readonly state: CardStateName
  /** It is a title card: set anew in the editing program. */
  readonly isTitle: boolean
}

export interface CutEvent {
  readonly shot: CutShot
  /** Start in frames of the film. */
  readonly start: EditFrame
  readonly length: EditFrame
  /** Null: nothing of this is made. The gap is as long as the shot is planned. */
  readonly clip: CutClip | null
  readonly markers: readonly CutMarker[]
}

export interface CutClip {
  readonly media: TakeMedia
  /** First frame of the file that is shown. */
  readonly from: EditFrame
  /** Further takes of the shot that are included. */
  readonly others: readonly { readonly media: TakeMedia; readonly from: EditFrame }[]
}

export interface CutMarker {
  /** Start in frames of the film. */
  readonly at: EditFrame
  readonly text: string
}

/** Container of every take file: editing programs read timecode and reel name from it. */
const extension = '.mov'

export function cutList(
  film: Film,
  ledger: Ledger,
  base: Timebase,
  rate: EditRate,
  takes: TakeChoice = usualTakes
): CutList {
  const media = mediaOf(film, ledger, base, rate, takes)
  const states = cardStates(film, ledger)
  const events: CutEvent[] = []
  let start = displayFrame(0)
  for (const [index, card] of film.cards.entries()) {
    const shown = shownOf(card, ledger)
    const of = shown === null ? undefined : media.get(shown.take.id)
    const made = of === undefined ? 0 : (shown?.chunks.length ?? 0)
    const shot = shotOf(film, card, index, states[index]!.name)
    const at = (chunks: number): DisplayFrame => displayFrame(start + chunksToFrames(chunk(chunks), base))
    const event = (from: number, to: number, clip: CutClip | null): void => {
      const [first, end] = [cut(at(from), base, rate), cut(at(to), base, rate)]
      const length = editFrame(end - first)
      const markers = markersOf(card, start, base, rate).flatMap(({ at, text }) =>
        at >= first && at < end ? [{ at: editFrame(at - first), text }] : []
      )
      if (length > 0) events.push({ shot, start: first, length, clip, markers })
    }
    if (made > 0) event(0, made, clipOf(card, of!, media, base, rate))
    if (made < card.length) event(made, card.length, null)
    start = at(card.length)
  }
  return { title: film.title, rate, base, media: [...media.values()], events, length: cut(start, base, rate) }
}

/** Keyed by take. A take that two shots show is named after the first. */
function mediaOf(
  film: Film,
  ledger: Ledger,
  base: Timebase,
  rate: EditRate,
  takes: TakeChoice
): ReadonlyMap<TakeId, TakeMedia> {
  const media = new Map<TakeId, TakeMedia>()
  const names = new HandoffNames()
  for (const [index, card] of film.cards.entries()) {
    const shot = names.shot(shotNumber(card, index), index)
    for (const [place, use] of card.takes.entries()) {
      if (media.has(use.take) || !goesAlong(card, use, takes)) continue
      const take = ledger.take(use.take)
      const chunks = take ? ledger.chunksOf(take.id) : []
      if (take === undefined || chunks.length === 0) continue
      // Chunks of another model are shown as in the film; whether this model's decoder can decode them is unknown.
      if (use.take !== card.activeTake && take.model !== ledger.model) continue
      const number = place + 1
      const { stem, reel } = names.take(shot, number)
      const length = fileLength(chunk(chunks.length), base, rate)
      media.set(take.id, { take, number, name: `${stem}${extension}`, reel, chunks, length })
    }
  }
  return media
}

const goesAlong = (card: Card, use: TakeUse, takes: TakeChoice): boolean =>
  use.take === card.activeTake || takes === 'all' || (takes === 'starred' && use.starred)

/**
 * Length of a file in frames. Where a chunk is no whole number of frames (16 → 25), a clip may be one frame longer in the
 * film than in its file: then the last picture is repeated once.
 */
function fileLength(chunks: Chunk, base: Timebase, rate: EditRate): EditFrame {
  const whole = (chunksToFrames(chunk(1), base) * rate.counted) % base.fps === 0
  return editFrame(cut(chunksToFrames(chunks, base), base, rate) + (whole ? 0 : 1))
}

function clipOf(
  card: Card,
  media: TakeMedia,
  all: ReadonlyMap<TakeId, TakeMedia>,
  base: Timebase,
  rate: EditRate
): CutClip {
  const from = (use: TakeUse): EditFrame => cut(chunksToFrames(use.from, base), base, rate)
  const others = card.takes.flatMap((use) => {
    const other = use.take === card.activeTake ? undefined : all.get(use.take)
    return other ? [{ media: other, from: from(use) }] : []
  })
  return { media, from: from(activeUse(card)!), others }
}

/** Start of each in the film, in frames of the rate. */
const markersOf = (card: Card, start: DisplayFrame, base: Timebase, rate: EditRate): readonly CutMarker[] =>
  card.markers.map((marker) => {
    const frame = displayFrame(start + chunksToFrames(marker.chunk, base) + marker.frame)
    return { at: cut(frame, base, rate), text: marker.text }
  })

const shotOf = (film: Film, card: Card, index: number, state: CardStateName): CutShot => ({
  card: card.id,
  number: shotNumber(card, index),
  scene: card.scene?.name ?? '',
  title: card.title,
  prompt: readablePrompt(film, card),
  notes: card.notes,
  dialogue: card.dialogue,
  language: card.language,
  label: card.label,
  state,
  isTitle: isTitle(card)
})

/** Consecutive events of one shot: the made part and the rest. */
export function byShot(events: readonly CutEvent[]): readonly (readonly CutEvent[])[] {
  const shots: CutEvent[][] = []
  for (const event of events) {
    const last = shots.at(-1)
    if (last?.[0]!.shot.card === event.shot.card) last.push(event)
    else shots.push([event])
  }
  return shots
}
