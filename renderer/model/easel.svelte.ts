/** Where the shot at hand is drawn: what is drawn with, and the drawing, while there is one. */
import { SvelteMap } from 'svelte/reactivity'
import { sheetFor, type Tool } from '../../app/film/drawing.ts'
import { drawnIn, type DrawnSketch } from '../../app/film/drawn-picture.ts'
import type { CardId } from '../../app/ids.ts'
import { OpenDrawing, type DrawnFor } from './open-drawing.svelte.ts'
import type { Under } from './paint.ts'
import { decodeSketch, fetchSketch } from './sketch.ts'
import type { Shot } from './shots.ts'

/** Widths of the pen and of the eraser, in pixels of the sheet. */
const widths = [
  [5, 24],
  [12, 60],
  [32, 140]
] as const
export const widthNames = ['thin', 'medium', 'broad'] as const

interface DrawnOn extends DrawnFor {
  readonly atHand: Shot | null
  readonly playhead: { halt(): void }
  readonly choice: { hold(): void }
  comparison: unknown
}

export class Easel {
  /** Null: nothing is drawn. */
  drawing = $state.raw<OpenDrawing | null>(null)
  tool = $state<Tool>('black')
  /** Index in `widthNames`. */
  breadth = $state(0)
  /** Sketches are shown over film, too. */
  isOver = $state(false)
  readonly #film: DrawnOn
  /** A drawing was asked for and is not there yet. */
  #isOpening = false
  /** Drawings that could not be stored, until they are. */
  readonly #unkept = new SvelteMap<CardId, OpenDrawing>()

  constructor(film: DrawnOn) {
    this.#film = film
  }

  /** The width of a stroke with this tool, in pixels of the sheet. */
  widthOf(tool: Tool): number {
    return widths[this.breadth]![tool === 'eraser' ? 1 : 0]
  }

  widen(by: 1 | -1): void {
    this.breadth = Math.max(0, Math.min(widths.length - 1, this.breadth + by))
  }

  /** Keys choose what is drawn with. */
  get takesKeys(): boolean {
    return this.drawing !== null || this.#isOpening
  }

  /** Begins to draw the shot at hand, in turn; or ends. */
  async toggle(): Promise<void> {
    if (this.takesKeys) return this.end()
    this.#isOpening = true
    await this.#film.hand.turns.take(async ({ atHand }) => {
      if (atHand) await this.#begin(atHand)
    })
    this.#isOpening = false
  }

  async #begin(shot: Shot): Promise<void> {
    const film = this.#film
    film.choice.hold()
    film.playhead.halt()
    const drawing = this.#unkept.get(shot.id) ?? this.#fresh(shot) ?? (await this.#opened(shot))
    const now = film.atHand
    if (!drawing || !this.#isOpening || now?.id !== shot.id || now.card.sketch !== shot.card.sketch) return
    film.comparison = null
    this.drawing = drawing
  }

  /** What was drawn is sent at once, before whatever is asked for next. */
  end(): void {
    this.#isOpening = false
    const { drawing } = this
    if (!drawing) return
    this.drawing = null
    drawing.lift()
    void drawing.flush().then(() => {
      if (!drawing.isKept) return void this.#unkept.set(drawing.card, drawing)
      this.#unkept.delete(drawing.card)
      drawing.close()
    })
  }

  /** The film or the playhead changed: another shot is at hand, or the shot has another sketch. */
  follow(): void {
    const { drawing } = this
    if (drawing && (this.#film.atHand?.id !== drawing.card || drawing.isReplaced)) this.end()
  }

  /** On closing the film. */
  close(): void {
    for (const drawing of [this.drawing, ...this.#unkept.values()]) drawing?.close()
    this.drawing = null
  }

  /** An empty sheet; null for a shot with a sketch. */
  #fresh({ id, card }: Shot): OpenDrawing | null {
    const film = this.#film
    return card.sketch === null ? new OpenDrawing(film, id, sheetFor(film.state.model), null, null) : null
  }

  /** A shot's sketch, to be drawn on. Null when it could not be read; the artist was told. */
  async #opened({ id, card: { sketch } }: Shot): Promise<OpenDrawing | null> {
    const film = this.#film
    try {
      const bytes = await fetchSketch(sketch!)
      const drawn = this.#drawnIn(bytes, id)
      const below = drawn ? drawn.under : bytes
      const under: Under | null = below && { bytes: below, picture: await decodeSketch(below) }
      return new OpenDrawing(film, id, drawn?.drawing ?? sheetFor(film.state.model), under, sketch)
    } catch (error) {
      film.studio.trouble(error, film.studio.ofFilm('sketch.set', id))
      return null
    }
  }

  /** What a sketch was drawn with; null for a picture, and (said) for strokes that cannot be read. */
  #drawnIn(bytes: Uint8Array, card: CardId): DrawnSketch | null {
    try {
      return drawnIn(bytes)
    } catch (error) {
      this.#film.studio.trouble(error, this.#film.studio.ofFilm('sketch.set', card))
      return null
    }
  }
}
