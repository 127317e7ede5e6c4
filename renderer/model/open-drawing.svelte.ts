/**
 * The sketch of one shot while it is drawn. Every stroke is in the film half a second later, and before anything else is done to
 * the film; all of one sitting is one step of its undo list.
 */
import { isFull, pointsOf, type Drawing, type Stroke, type Tool } from '../../app/film/drawing.ts'
import { limits } from '../../app/base/limits.ts'
import { full } from '../../app/film/drawn-picture.ts'
import type { CardId } from '../../app/ids.ts'
import { ask } from './bridge.ts'
import { freshBurst } from './chance.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import type { EditTurns } from './turns.ts'
import { drawnSketch, type Under } from './paint.ts'
import { PenLine } from './pen-line.ts'
import { unsent } from './unsent.ts'

/** The film that is drawn for. */
export interface DrawnFor extends Pick<FilmAtHand, 'studio' | 'session' | 'state' | 'shots' | 'reached'> {
  readonly hand: { readonly turns: EditTurns }
}

const rest = 500 // milliseconds from a stroke until it is sent

export class OpenDrawing {
  readonly card: CardId
  readonly sheet: Drawing
  readonly under: Under | null
  #strokes = $state.raw<readonly Stroke[]>([])
  /** Taken back; the next to be done again is last. */
  #undone = $state.raw<readonly Stroke[]>([])
  /** The stroke under the pointer. */
  #line: PenLine | null = null
  readonly #film: DrawnFor
  readonly #burst = freshBurst()
  /** The shot's sketch before the sitting, which it has again when all is taken back. */
  readonly #first: string | null
  /** The film's sketch as this drawing last left it; another one is somebody else's. */
  #known: string | null
  /** There are strokes that the film does not have. */
  #isDirty = false
  /** Being sent, or waiting for its turn. */
  #sending: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Numbers are sent when their field is left; strokes at any time (unsent.ts). */
  readonly whole = false

  /**
   * @param sheet with the strokes of earlier times, which stay
   * @param under a sketch that was brought in, drawn over
   * @param known the shot's sketch now
   */
  constructor(film: DrawnFor, card: CardId, sheet: Drawing, under: Under | null, known: string | null) {
    this.#film = film
    this.card = card
    this.sheet = sheet
    this.under = under
    this.#first = this.#known = known
    this.#strokes = sheet.strokes
  }

  get strokes(): readonly Stroke[] {
    return this.#strokes
  }
  get canUndo(): boolean {
    return this.#strokes.length > this.sheet.strokes.length
  }
  get canRedo(): boolean {
    return this.#undone.length > 0
  }
  /** It was sent, and the film has all of it. */
  get isKept(): boolean {
    return !this.#isDirty
  }
  /** The shot has another sketch than this drawing left it: an undo, or another picture. */
  get isReplaced(): boolean {
    if (this.#isDirty || this.#sending) return false
    return this.#film.shots.find(({ id }) => id === this.card)?.card.sketch !== this.#known
  }

  /** The pointer went down. @returns null when the drawing is full; the artist is told */
  begin(tool: Tool, width: number, pressed: boolean): PenLine | null {
    this.lift()
    if (isFull(this.#strokes)) this.#film.studio.trouble(full(), this.#deed)
    else this.#line = new PenLine(tool, width, pressed, limits.strokePoints - pointsOf(this.#strokes))
    return this.#line
  }

  /** The pointer went up, or the drawing ends under it. */
  lift(): void {
    const stroke = this.#line?.stroke
    this.#line = null
    if (!stroke) return
    this.#undone = []
    this.#change([...this.#strokes, stroke])
  }

  undo(): void {
    this.lift()
    if (!this.canUndo) return
    this.#undone = [...this.#undone, this.#strokes.at(-1)!]
    this.#change(this.#strokes.slice(0, -1))
  }

  redo(): void {
    const stroke = this.#undone.at(-1)
    if (!stroke) return
    this.#undone = this.#undone.slice(0, -1)
    this.#change([...this.#strokes, stroke])
  }

  /** Sends what the film does not have yet, in turn: edits that are asked for later come after it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    unsent.delete(this)
    if (!this.#isDirty) return this.#sending ?? Promise.resolve()
    this.#sending ??= this.#film.hand.turns
      .take(() => this.#send())
      .finally(() => {
        this.#sending = null
        if (this.#isDirty && this.#timer === undefined) unsent.add(this) // refused: again with the next stroke or command
      })
    return this.#sending
  }

  /** On closing the film; what was drawn was sent before. */
  close(): void {
    clearTimeout(this.#timer)
    unsent.delete(this)
    this.under?.picture.close()
  }

  get #deed() {
    return this.#film.studio.ofFilm('sketch.set', this.card)
  }

  #change(strokes: readonly Stroke[]): void {
    this.#strokes = strokes
    this.#isDirty = true
    unsent.add(this)
    this.#timer ??= setTimeout(() => void this.flush(), rest)
  }

  async #send(): Promise<void> {
    const { card } = this
    const { studio, session } = this.#film
    const deed = this.#deed
    try {
      while (this.#isDirty) {
        this.#isDirty = false
        const strokes = this.#strokes
        const burst = this.#burst
        if (strokes.length === this.sheet.strokes.length) {
          const edit = { type: 'setSketch', card, sketch: this.#first } as const
          await this.#film.reached(await ask({ type: 'film.edit', session, edit, burst }))
        } else {
          const bytes = await drawnSketch({ ...this.sheet, strokes }, this.under)
          await this.#film.reached(await ask({ type: 'sketch.set', session, card, bytes, burst }))
        }
        this.#known = this.#film.shots.find(({ id }) => id === card)?.card.sketch ?? null
      }
      studio.notices.done(deed)
    } catch (error) {
      this.#isDirty = true
      studio.trouble(error, deed)
    }
  }
}
