/**
 * The film as an editing program has it, whatever the program: files of takes, and what of them is shown when, in frames of an
 * editing rate. Each format prints this list and adds nothing to it.
 */
import { activeUse, shotNumber, type Card, type Film, type TakeUse } from '../../film/film.ts'
import { readablePrompt } from '../../film/prompt.ts'
import type { CardId, TakeId } from '../../ids.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ChunkRecord, TakeRecord } from '../../ledger/records.ts'
import { shownOf } from '../../plan/shown.ts'
import { cardStates, type CardStateName } from '../../plan/state.ts'
import { chunk, chunksToFrames, displayFrame, type Chunk, type DisplayFrame, type Timebase } from '../../time.ts'
import { HandoffNames } from './names.ts'
import { cut, editFrame, type EditFrame, type EditRate } from './rate.ts'

/** Takes that go along: those the film shows, with them those that have a star, or all that are made. */
export const takeChoices = ['shown', 'starred', 'all'] as const
export type TakeChoice = (typeof takeChoices)[number]
/** Where nothing else is said. */
export const usualTakes = 'starred' satisfies TakeChoice

/** Of the files of takes, in pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface CutList {
  readonly title: string
  readonly rate: EditRate
  readonly base: Timebase
  /** One file a take, each once, in the order of the shots. */
  readonly media: readonly TakeMedia[]
  /** Without gaps and overlaps, from the first frame to the last; none is empty. */
  readonly events: readonly CutEvent[]
  readonly length: EditFrame
}

/** The file of a take: all that is made of it, so that what a shot leaves out at its ends can be drawn out again. */
export interface TakeMedia {
  readonly take: TakeRecord
  /** Its number among the takes of its shot, from 1. */
  readonly number: number
  /** With its extension, ASCII, each once whatever its case. */
  readonly name: string
  /** At most eight of `A` to `Z` and digits, each once. */
  readonly reel: string
  readonly chunks: readonly ChunkRecord[]
  readonly length: EditFrame
}

/** A shot as the words beside the picture tell it. */
export interface CutShot {
  readonly card: CardId
  /** As the crew says it. */
  readonly number: string
  /** What its scene is called; empty where it has none. */
  readonly scene: string
  readonly title: string
  /** With the words of the cast. */
  readonly prompt: string
  readonly notes: string
  readonly dialogue: string
  readonly state: CardStateName
}

export interface CutEvent {
  readonly shot: CutShot
  /** Frames of the film before it. */
  readonly start: EditFrame
  readonly length: EditFrame
  /** Null: nothing of this is made. The gap is as long as the shot is planned. */
  readonly clip: CutClip | null
  readonly markers: readonly CutMarker[]
}

export interface CutClip {
  readonly media: TakeMedia
  /** Frames of the file before the first one shown. */
  readonly from: EditFrame
  /** Other takes of the shot that go along. */
  readonly others: readonly { readonly media: TakeMedia; readonly from: EditFrame }[]
}

export interface CutMarker {
  /** Frames of the event before it. */
  readonly at: EditFrame
  readonly text: string
}

/** The container of every file of a take: editing programs read timecode and reel from it. */
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

/** By take. Of a take that two shots show the first names it. */
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
      // Pictures that another model made are shown where the film shows them; whether this one can draw them is not known.
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
 * Frames of a file. Where a chunk is no whole number of frames, a clip may be one longer in the film than in its file (16 → 25):
 * the last picture stands once more, so that there is one.
 */
export function fileLength(chunks: Chunk, base: Timebase, rate: EditRate): EditFrame {
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

/** Where in the film each stands, in frames of the rate. */
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
  state
})

/** Events that follow each other and are of one shot: what is made of it, and what is not. */
export function byShot(events: readonly CutEvent[]): readonly (readonly CutEvent[])[] {
  const shots: CutEvent[][] = []
  for (const event of events) {
    const last = shots.at(-1)
    if (last?.[0]!.shot.card === event.shot.card) last.push(event)
    else shots.push([event])
  }
  return shots
}
