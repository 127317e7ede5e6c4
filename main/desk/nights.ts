/**
 * *Make everything overnight*: goes on past a shot that fails, keeps what was made and what failed until it is dismissed, and
 * takes it up again when the program was started again. Follows the events to the window, as `Working` does.
 */
import type { FailureData } from '../../app/base/failure.ts'
import type { Making } from '../../app/contract/open-film.ts'
import type { Night } from '../../app/contract/night.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { CardId } from '../../app/ids.ts'
import type { NightFile } from './night-file.ts'

/** The open film, as far as a night is concerned. */
export interface NightFilm {
  readonly path: string
  /** Its run asks what to do after its device failed. */
  readonly isAsking: boolean
  /** Whether everything of a shot is made. */
  isMade(card: CardId): boolean
  /** Shots that are queued. */
  readonly waiting: number
  /** Takes a shot out of the queue. */
  drop(card: CardId): void
  /** Goes on with the queue: a run that asks, or a new one. */
  goOn(): void
}

export interface NightParts {
  readonly file: NightFile
  /** Null when none is open. */
  readonly film: () => NightFilm | null
  readonly now: () => number
  readonly emit: (event: StudioEvent) => void
  /** Runs something once the current event was delivered. */
  readonly later: (work: () => void) => void
}

/** Shots that fail one after another until it ends: then it is not the shots. */
const mostInARow = 3

export class Nights {
  readonly #parts: NightParts
  #making: Making | null = null
  /** When the current shot's turn began. */
  #since = 0
  #inARow = 0
  #problem: FailureData | null = null
  /** Films whose night was begun, or taken up again, since the program started. */
  readonly #here = new Set<string>()

  constructor(parts: NightParts) {
    this.#parts = parts
  }

  /** The night of the open film, until it is dismissed. */
  get now(): Night | null {
    const film = this.#parts.film()
    return film && this.#parts.file.of(film.path)
  }

  /** What is to be made was asked for. */
  begin(): void {
    const film = this.#parts.film()
    if (film === null) return
    this.#here.add(film.path)
    this.#inARow = 0
    this.#keep(film, { began: this.#parts.now(), ended: null, again: 0, made: [], failed: [] })
  }

  /** The artist has seen it. */
  dismiss(): void {
    const film = this.#parts.film()
    if (film !== null) this.#keep(film, null)
  }

  /** @param making of the open film, now */
  hear(event: StudioEvent, making: Making | null): void {
    const film = this.#parts.film()
    if (event.type === 'night') return
    if (event.type === 'renamed') this.#rename(event.from, event.to)
    if (film !== null && this.now?.ended === null) this.#follow(film, event, making)
    this.#making = making
  }

  #follow(film: NightFilm, event: StudioEvent, making: Making | null): void {
    const before = this.#making
    if (making?.state === 'working' && event.type === 'making') this.#problem = null // the engine was started again
    if (making !== null && !this.#here.has(film.path)) this.#takeUp(film)
    if (event.type === 'made') event.skipped.forEach(({ card, problem }) => this.#failed(film, card, problem))
    if (event.type === 'trouble' && event.asked !== undefined) this.#hearTrouble(film, event.error, event.asked, making)
    if (before?.card && before.card !== making?.card) this.#left(film, before.card)
    if (making?.card && making.card !== before?.card) this.#since = this.#parts.now()
    if (making?.state === 'asking' && before?.state !== 'asking' && making.asks) {
      const { failure } = making.asks
      if (making.card) this.#pass(film, making.card, failure)
    } else if (before !== null && making === null) this.#ended(film, before)
  }

  /** A shot that cannot be made is told by itself; of a run that failed the reason is kept until it has ended. */
  #hearTrouble(film: NightFilm, error: FailureData, asked: readonly CardId[] | null, making: Making | null): void {
    const [card, ...more] = asked ?? []
    if (card !== undefined && more.length === 0 && making?.card !== card) this.#failed(film, card, error)
    else this.#problem = error
  }

  #ended(film: NightFilm, { card }: Making): void {
    const problem = this.#problem
    this.#problem = null
    if (problem !== null && card !== null && film.waiting > 0) this.#pass(film, card, problem)
    else if (problem !== null || film.waiting === 0) this.#end(film)
    // Else the film is being closed: it goes on when it is opened.
  }

  /** Goes on without a shot that failed, unless too many did. */
  #pass(film: NightFilm, card: CardId, problem: FailureData): void {
    this.#failed(film, card, problem)
    const { later } = this.#parts
    if (++this.#inARow >= mostInARow) return this.#end(film)
    later(() => {
      this.#openStill(film)?.drop(card)
      const now = this.#openStill(film)
      if (now === null) return
      if (!now.isAsking && now.waiting === 0) return this.#end(now)
      try {
        now.goOn()
      } catch {
        this.#end(now) // the film is being checked, or cannot be written: what waits is still queued
      }
    })
  }

  #rename(from: string, to: string): void {
    const { file } = this.#parts
    const night = file.of(from)
    if (night === null) return
    if (this.#here.has(from)) this.#here.add(to)
    file.keep(from, null)
    file.keep(to, night)
  }

  #openStill({ path }: NightFilm): NightFilm | null {
    const film = this.#parts.film()
    return film?.path === path ? film : null
  }

  #left(film: NightFilm, card: CardId): void {
    const night = this.now
    if (night === null || night.failed.some((each) => each.card === card) || !film.isMade(card)) return
    this.#inARow = 0
    const seconds = (this.#parts.now() - this.#since) / 1000
    const made = [...night.made.filter((each) => each.card !== card), { card, seconds: Math.max(0, seconds) }]
    this.#keep(film, { ...night, made })
  }

  #failed(film: NightFilm, card: CardId, problem: FailureData): void {
    const night = this.now
    if (night === null || night.failed.some((each) => each.card === card)) return
    const { code, cause, remedy, facts = {} } = problem
    this.#keep(film, { ...night, failed: [...night.failed, { card, problem: { code, cause, remedy, facts } }] })
  }

  /** After the program was started again. */
  #takeUp(film: NightFilm): void {
    this.#here.add(film.path)
    const night = this.now
    if (night !== null) this.#keep(film, { ...night, again: night.again + 1 })
  }

  #end(film: NightFilm): void {
    const night = this.now
    if (night !== null) this.#keep(film, { ...night, ended: this.#parts.now() })
  }

  #keep(film: NightFilm, night: Night | null): void {
    this.#parts.file.keep(film.path, night)
    this.#parts.emit({ type: 'night', night })
  }
}
