/** The user's edits of markers: each is one edit of the shot's list of markers. */
import type { Failure } from '../../app/base/failure.ts'
import type { CardId } from '../../app/ids.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import type { Hand } from './hand.ts'
import { namedMarker, placeMarkers, toggleMarker, withoutMarker, type MarkerPlace } from './markers.ts'
import { showTimeline } from './show-panes.ts'
import { TypeAhead } from './type-ahead.svelte.ts'

/** A film with a timeline. */
interface OnTimeline extends FilmAtHand {
  readonly scale: { reveal(time: number): void }
}

export class MarkerHand {
  readonly #film: OnTimeline
  readonly #hand: Hand

  constructor(film: OnTimeline, hand: Hand) {
    this.#film = film
    this.#hand = hand
  }

  /** Toggles a marker at the playhead. */
  async toggle(): Promise<void> {
    const { atHand, playhead, framesPerChunk } = this.#film // its position now, not when the edit's turn comes
    if (atHand) await this.#change(atHand.id, playhead.frame - atHand.start * framesPerChunk, toggleMarker)
  }

  /** Opens the name of the marker at the playhead, also of one whose edit is unanswered. */
  open(): Promise<void> {
    const ahead = new TypeAhead(this.#film, 'marker')
    return this.#hand.turns.take(async (stance) => {
      const markers = placeMarkers(stance.shots, stance.framesPerChunk)
      const marker = markers.find(({ frame }) => frame === stance.frame)
      if (!marker) return ahead.end()
      if (ahead.waits) {
        showTimeline(this.#film.studio)
        this.#film.scale.reveal(marker.frame / stance.framesPerChunk)
        this.#film.naming = marker
      }
      ahead.meet(this.#film.drafts.marker(marker.card, marker.at))
    })
  }

  /** Returns why it was refused, else null. */
  name({ card, at }: MarkerPlace, text: string): Promise<Failure | null> {
    return this.#change(card, at, (markers, frame, perChunk) => namedMarker(markers, frame, perChunk, text))
  }

  async remove({ card, at }: MarkerPlace): Promise<void> {
    await this.#change(card, at, withoutMarker)
  }

  #change(card: CardId, at: number, change: typeof toggleMarker): Promise<Failure | null> {
    return this.#hand.turns.take(async ({ shots }) => {
      const shot = shots.find(({ id }) => id === card)
      if (!shot) return null
      const markers = change(shot.card.markers, at, this.#film.framesPerChunk)
      return this.#hand.write({ type: 'setMarkers', card, markers })
    })
  }
}
