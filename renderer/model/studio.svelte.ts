/** The studio's state in the window: open film, dialogs, notices. Main owns the truth. */
import { Failure } from '../../app/base/failure.ts'
import type { FilmPatch } from '../../app/contract/film-patch.ts'
import type { ExportState, RecentFilm, RefusedFilm, StorySample, StudioState } from '../../app/contract/window.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { CardId } from '../../app/ids.ts'
import type { Timebase } from '../../app/time.ts'
import { ask, hear } from './bridge.ts'
import { moveTexts } from './kept-texts.ts'
import { ScriptOffer, type DialogName } from './script-offer.svelte.ts'
import { sendDrafts } from './unsent.ts'
import { FileCheck } from './file-check.svelte.ts'
import { fileOf } from './recent-films.ts'
import { t } from '../strings/strings.svelte.ts'
import type { Clipping } from './clipping.ts'
import type { FilmHost } from './film-at-hand.ts'
import { OpenFilm } from './film.svelte.ts'
import { ModelList } from './models.svelte.ts'
import { NightView } from './night.svelte.ts'
import { Notices, unfinished, type Deed } from './notices.svelte.ts'
import { preferences } from './preferences.svelte.ts'

export class Studio implements FilmHost {
  film = $state.raw<OpenFilm | null>(null)
  recents = $state.raw<readonly RecentFilm[]>([])
  samples = $state.raw<readonly StorySample[]>([])
  dialog = $state<DialogName | null>(null)
  /** The running export or its result, until seen. */
  export = $state.raw<ExportState | null>(null)
  /** A file that could not be opened, until dismissed. */
  refused = $state.raw<RefusedFilm | null>(null)
  /** Full screen: only the picture is shown. */
  fullScreen = $state(false)
  /** A text field has focus. */
  writing = $state(false)
  /** The film is being closed: no more edits until the next one is open, or none. */
  leaving = $state(false)
  /** Waiting for main or a dialog. */
  busy = $state(false)
  /** Number of pending requests. Not reactive: an effect that sends a request would run again. */
  #underWay = 0
  clipboard: Clipping | null = null
  readonly mac: boolean
  readonly base: Timebase
  readonly notices = new Notices()
  readonly preferences = preferences
  readonly check = new FileCheck(this, () => this.#session)
  readonly script = new ScriptOffer(this)
  readonly models = new ModelList(this)
  readonly night = new NightView()

  constructor(state: StudioState) {
    this.mac = state.platform === 'darwin'
    this.base = state.base
    this.recents = state.recents
    this.samples = state.samples
    this.refused = state.refused
    this.#show(state.film)
    this.check.state = state.check
    state.troubles.forEach((error) => this.trouble(error))
    if (state.crashed) this.notices.news(t().crash.reloaded)
    else if (state.reopened) this.notices.news(t().projects.reopened)
    hear('refused', ({ refused }) => (this.refused = refused))
    hear('film', ({ film }) => this.#show(film))
    hear('changed', ({ patch }) => this.#changed(patch))
    hear('recents', ({ recents }) => (this.recents = recents))
    hear('renamed', ({ from, to }) => this.#follow(from, to))
    hear('preview', ({ preview }) => this.film?.preview(preview))
    hear('making', ({ session, making }) => this.film?.session === session && (this.film.making = making))
    hear('check', ({ session, check }) => this.film?.session === session && this.check.hear(check))
    hear('export', (event) => this.#exporting(event.export))
    hear('made', ({ finished, skipped }) => {
      this.#making(finished).forEach((deed) => this.notices.done(deed))
      skipped.forEach(({ card, problem }) => this.notices.trouble(problem, ...this.#making([card])))
    })
    hear('trouble', ({ error, asked }) => this.trouble(error, ...(asked === undefined ? [] : this.#making(asked))))
    hear('fullScreen', ({ on }) => (this.fullScreen = on))
    hear('leaving', () => void this.#leave())
  }

  static async open(): Promise<Studio> {
    return new Studio(await ask({ type: 'studio.state' }))
  }

  /**
   * @param sample id of a sample story, or null for an empty film
   * @param title of an empty film
   * @returns whether it is open
   */
  async create(sample: string | null, title = t().start.untitled): Promise<boolean> {
    let made = false
    await this.attempt({ kind: 'film.create', subject: [sample ?? ''] }, async () => {
      const state = await ask({ type: 'film.create', sample, title })
      if (state === null) return unfinished
      this.#show(state)
      made = true
      if (sample !== null) this.film?.work.generate()
    })
    return made
  }

  /** @param path null: a dialog asks for it */
  open(path: string | null): Promise<void> {
    return this.#opening({ kind: 'film.open', subject: [path ?? ''] }, () => ask({ type: 'film.open', path }))
  }

  /** A dialog asks for the new location of a film missing at `path`, and opens it. */
  find(path: string): Promise<void> {
    return this.#opening({ kind: 'film.find', subject: [path] }, () => ask({ type: 'film.find', path }))
  }

  saveAs(): Promise<void> {
    return this.attempt(this.ofFilm('film.saveAs'), async () => {
      const from = this.path
      const state = await ask({ type: 'film.saveAs', session: this.#session })
      if (state === null) return unfinished
      this.#show(state)
      this.notices.follow(from, state.path)
      moveTexts(from, state.path)
      this.notices.news(t().projects.savedAs(fileOf(state.path)), { quiet: t().projects.nowIn })
    })
  }

  /** A copy of the film; this one stays open. */
  duplicate(): Promise<void> {
    return this.attempt(this.ofFilm('film.duplicate'), async () => {
      const path = await ask({ type: 'film.duplicate', session: this.#session })
      if (path === null) return unfinished
      const run = (): void => void this.open(path)
      this.notices.news(t().projects.duplicated(fileOf(path)), {
        quiet: t().projects.stillIn(fileOf(this.path)),
        action: { label: t().projects.openIt, run }
      })
    })
  }

  /** Opens a film read-only, while it is in use elsewhere. */
  look(path: string): Promise<void> {
    return this.#opening({ kind: 'film.look', subject: [path] }, () => ask({ type: 'film.look', path }))
  }

  /** Recovers a damaged film into a file chosen in a dialog, and opens that. */
  recover(path: string): Promise<void> {
    return this.attempt({ kind: 'film.recover', subject: [path] }, async () => {
      const answer = await ask({ type: 'film.recover', path })
      if (answer === null) return unfinished
      const { shots, seconds, losses, places } = answer.recovered
      this.refused = null
      this.#show(answer.film)
      const texts = t().projects
      this.notices.news(`${texts.recovered(shots, seconds)} ${losses ? texts.losses(places) : texts.whole}`)
    })
  }

  dismissRefused(): void {
    this.refused = null
  }

  close(): Promise<void> {
    return this.attempt(this.ofFilm('film.close'), () => ask({ type: 'film.close', session: this.#session }))
  }

  forget(path: string): Promise<void> {
    return this.attempt({ kind: 'recent.forget', subject: [path] }, () => ask({ type: 'recent.forget', path }))
  }

  /** Every change is saved automatically; Save says so. Failures are already in the banner. */
  saySaved(): void {
    const { film } = this
    if (film?.state.saved.state === 'saved' && film.drafts.stuck === null) this.notices.news(t().projects.savesItself)
  }

  copyReport(): void {
    void this.attempt({ kind: 'log.report', subject: [] }, async () => {
      await ask({ type: 'log.report' })
      this.notices.news(t().notices.reported, { quiet: t().notices.reportWhere })
    })
  }

  showLog(): void {
    void this.attempt({ kind: 'log.show', subject: [] }, () => ask({ type: 'log.show' }))
  }

  toggleFullScreen(): void {
    const deed: Deed = { kind: 'window.fullScreen', subject: [] }
    void this.attempt(deed, () => ask({ type: 'window.fullScreen', on: !this.fullScreen }))
  }

  /** The export's result was seen: the next dialog starts a new export. */
  exportSeen(): void {
    if (this.export?.state !== 'running') this.export = null
  }

  /** The file of the open film; empty when there is none. */
  get path(): string {
    return this.film?.state.path ?? ''
  }

  /** A deed on the open film, or on a part of it. */
  ofFilm(kind: Deed['kind'], ...part: readonly string[]): Deed {
    return { kind, subject: [this.path, ...part] }
  }

  /**
   * Runs something that may fail, and shows a notice if it does; success removes notices of earlier failures.
   * @param work returns `unfinished` when it only started or was cancelled
   */
  async attempt(deed: Deed, work: () => Promise<unknown>): Promise<void> {
    this.busy = ++this.#underWay > 0
    try {
      if ((await work()) !== unfinished) this.notices.done(deed)
    } catch (error) {
      this.trouble(error, deed)
    } finally {
      this.busy = --this.#underWay > 0
    }
  }

  /** Shows the opened film; null means cancelled or refused, which does not count as done. */
  #opening(deed: Deed, film: () => Promise<FilmState | null>): Promise<void> {
    return this.attempt(deed, async () => {
      const state = await film()
      if (state === null) return unfinished
      this.#show(state)
    })
  }

  /** Before a film is closed: sends pending text. */
  async #leave(): Promise<void> {
    this.leaving = true
    this.dialog = null
    await sendDrafts()
    await this.film?.hand.turns.idle()
    await ask({ type: 'window.flushed' })
  }

  /** @throws RangeError when no film is open */
  get #session(): number {
    if (this.film === null) throw new RangeError('no film is open')
    return this.film.session
  }

  /** Shows a failure, unless the banner over the film already does. */
  trouble(error: unknown, ...of: readonly Deed[]): void {
    const saved = this.film?.state.saved
    const banner = saved?.state === 'failed' ? saved.failure : saved?.state === 'read-only' ? saved.reason : null
    if (Failure.from(error).cause !== banner?.cause) this.notices.trouble(error, ...of)
  }

  /** The deed of making these cards (null: the film), for notices. */
  #making(cards: readonly CardId[] | null): readonly Deed[] {
    return cards === null ? [this.ofFilm('film.generate')] : cards.map((card) => this.ofFilm('film.generate', card))
  }

  /** The result of an export is shown as a notice if its dialog was closed. */
  #exporting(state: ExportState): void {
    this.export = state
    const deed = this.ofFilm('export.start', state.format)
    if (state.state === 'done') this.notices.done(deed)
    if (this.dialog === 'export' || state.state === 'running') return
    if (state.state === 'failed') return this.notices.trouble(state.error, deed)
    const run = (): void => {
      this.exportSeen()
      void this.attempt(this.ofFilm('export.reveal'), () => ask({ type: 'export.reveal' }))
    }
    this.notices.news(t().exports.done, {
      quiet: t().sound.tooLoud(state.tooLoud),
      action: { label: t().exports.show, run }
    })
  }

  /** The film was renamed: notices and cut cards follow to the new path. */
  #follow(from: string, to: string): void {
    this.notices.follow(from, to)
    moveTexts(from, to)
    const cut = this.clipboard?.from
    if (this.clipboard && cut?.path === from) this.clipboard = { ...this.clipboard, from: { ...cut, path: to } }
  }

  /** A patch that cannot be applied because one was missed: requests the whole film. */
  #changed(patch: FilmPatch): void {
    if (!this.film?.change(patch)) void ask({ type: 'film.resend' })
  }

  #show(state: FilmState | null): void {
    if (state !== null && state.session === this.film?.state.session) return void (this.film.state = state)
    this.film?.leave()
    this.film = state && new OpenFilm(this, state)
    this.leaving = false
    this.check.state = null
    this.exportSeen() // it was another film's
  }
}
