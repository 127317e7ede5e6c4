/** The check of the open film's file: its state, and its commands. */
import type { CheckState } from '../../app/contract/check.ts'
import { t } from '../strings/strings.svelte.ts'
import { ask } from './bridge.ts'
import type { FilmHost } from './film-at-hand.ts'

export class FileCheck {
  /** Null while there is nothing to report. */
  state = $state.raw<CheckState | null>(null)
  readonly #host: FilmHost
  readonly #session: () => number

  /** @param session of the open film; throws when there is none */
  constructor(host: FilmHost, session: () => number) {
    this.#host = host
    this.#session = session
  }

  /** Checks the whole file. */
  begin(): Promise<void> {
    return this.#ask('film.check')
  }

  /** Makes damaged chunks again where possible. */
  mend(): Promise<void> {
    return this.#ask('film.mend')
  }

  /** Cancels a check, or dismisses its result. */
  end(): Promise<void> {
    return this.#ask('film.checkEnd')
  }

  /** Success is a passing notice; damage stays in the banner. */
  hear(state: CheckState | null): void {
    const { notices } = this.#host
    this.state = state
    if (state?.state === 'whole') notices.news(t().check.whole(state.things))
    if (state?.state === 'failed') notices.trouble(state.error, this.#host.ofFilm('film.check'))
  }

  #ask(type: 'film.check' | 'film.mend' | 'film.checkEnd'): Promise<void> {
    return this.#host.attempt(this.#host.ofFilm(type), () => ask({ type, session: this.#session() }))
  }
}
