/** The desk: at most one open film, its run, and updates of both to the window. */
import { resolve } from 'node:path'
import type { Film } from '../../app/film/film.ts'
import { Failure } from '../../app/base/failure.ts'
import type { LastView } from '../../app/contract/commands.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import type { MemoryView } from '../../app/contract/memory.ts'
import type { CardId } from '../../app/ids.ts'
import { Production } from '../production/production.ts'
import { Project } from '../project/project.ts'
import { FilmStates } from './film-state.ts'
import { closeUnderTitle, followsTitle, givenName } from './given-name.ts'
import { FilmMemory } from './film-memory.ts'
import type { DeskParts } from './desk-parts.ts'
import { Edits } from './edits.ts'
import type { Recents } from './recents.ts'
import { Runs } from './runs.ts'
import { SoundDesk } from './sounds.ts'
import { shelfNews } from './shelf-news.ts'
import { Told } from './told.ts'
import { Turns } from './turns.ts'

interface Open {
  readonly session: number
  readonly project: Project
  readonly memory: FilmMemory
  readonly states: FilmStates
  readonly runs: Runs
  readonly edits: Edits
  readonly sounds: SoundDesk
  /** Its file will be renamed to the film's title. */
  followsTitle: boolean
  readonly strayTakes: number
}

export class Desk {
  readonly #parts: DeskParts
  /** Closing waits for the engine's current step: other requests queue up meanwhile. */
  readonly #turns = new Turns()
  #open: Open | null = null
  #sessions = 0
  readonly #told: Told

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#told = new Told({ read: (serial) => this.#read(serial), emit: parts.emit })
  }

  /** @throws Failure `film.none` */
  get project(): Project {
    return this.#film.project
  }

  /** The run of the open film. */
  get making(): Making | null {
    return this.#open?.runs.making ?? null
  }

  /** What is made of the open film. @throws Failure `film.none` */
  get runs(): Runs {
    return this.#film.runs
  }

  /** What is done to the open film. @throws Failure `film.none` */
  get edits(): Edits {
    return this.#film.edits
  }

  /** What is heard of the open film. @throws Failure `film.none` */
  get sounds(): SoundDesk {
    return this.#film.sounds
  }

  get isOpen(): boolean {
    return this.#open !== null
  }

  /** The whole open film, for a newly loaded window or a reader. */
  state(): FilmState | null {
    return this.#told.now()
  }

  /** The open film as it is now. */
  #read(serial: number): FilmState | null {
    if (this.#open === null) return null
    const { project, session, states, followsTitle, strayTakes, runs } = this.#open
    const lastView = this.#parts.recents.lastViewOf(project.path)
    return states.now({ session, serial, lastView, followsTitle, goesOn: runs.goesOn, strayTakes }, runs.making)
  }

  /** @throws Failure `film.other` unless this film is the open one */
  expect(session: number): void {
    if (this.#film.session === session) return
    throw new Failure('film.other', 'This was meant for a film that is no longer open.', 'Nothing was changed.')
  }

  /**
   * Creates a project file and opens it.
   * @param named the user chose its path, so it is not renamed to the title
   * @returns null when the user chose to stay in the film open before
   * @throws Failure; the film open before stays open
   */
  async create(path: string, film: Film, named = false): Promise<FilmState | null> {
    if (!(await this.#parts.mayLeave())) return null
    const project = Project.create(path, film, named ? {} : givenName(path, film)) // at once: its name is free now
    return this.#turns.take(() => this.#put(project))
  }

  /** Opens a project file; as `create`. */
  async open(path: string, how: { readOnly?: boolean } = {}): Promise<FilmState | null> {
    if (!this.shows(path) && !(await this.#parts.mayLeave())) return null
    return this.#turns.take(async () => {
      if (this.shows(path)) return this.#told.state()! // it is already shown
      if (this.#open?.project.isAt(path)) await this.#leave() // moved while it was open: after closing it is complete at its new path
      try {
        return await this.#put(Project.open(path, how, (examined) => this.#shown(examined)))
      } catch (error) {
        if (this.#open === null) this.#told.show() // the window may still show the previous film
        throw error
      }
    })
  }

  /** Whether the open film is the one at `path`, also through a link, a hard link, or different case where the disk ignores it. */
  shows(path: string): boolean {
    const project = this.#open?.project
    return project?.path === resolve(path) || (project?.isAt(path) === true && project.isAt(project.path))
  }

  /**
   * Stops making; everything made so far is committed already.
   * @param session the film that is meant; absent: whichever is open when its turn comes
   */
  async close(session?: number): Promise<void> {
    if (this.#open !== null && !(await this.#parts.mayLeave())) return
    return this.#turns.take(async () => {
      if (this.#open === null || (session !== undefined && session !== this.#open.session)) return
      await this.#leave()
      this.#told.show()
    })
  }

  /**
   * Closes the film at `path` if it is open, because its file is needed; the caller updates the window.
   * @returns its path then; null when the user chose to stay in it
   */
  async closeAt(path: string): Promise<string | null> {
    if (!this.shows(path)) return path
    if (!(await this.#parts.mayLeave())) return null
    return this.#turns.take(async () => (this.shows(path) ? ((await this.#leave()) ?? path) : path))
  }

  /**
   * Closes the film without an update to the window: when another film follows, its answer could overtake that update.
   * @returns its path then
   */
  async #leave(): Promise<string | null> {
    const open = this.#open
    if (open === null) return null
    open.runs.leave()
    await this.#parts.beforeClose()
    await open.sounds.end()
    await open.runs.ended()
    await this.#parts.checks.closed()
    this.#note(open.project)
    this.#open = null
    this.#parts.mark.clear()
    const { path } = open.project
    const now = closeUnderTitle(open.project, this.#parts.folder)
    if (now === path) return path
    this.#list((recents) => recents.move(path, now))
    this.#parts.emit({ type: 'renamed', from: path, to: now })
    return now
  }

  /** Saves the film to another file and continues in that. @throws Failure `film.none`, or why it could not be written */
  saveAs(path: string): Promise<FilmState> {
    const open = this.#film
    return this.#turns.take(async () => {
      this.expect(open.session)
      await this.#parts.checks.closed()
      try {
        await open.project.saveAs(path)
      } finally {
        this.#parts.checks.opened(open.session, open.project)
      }
      open.followsTitle = followsTitle(open.project, this.#parts.folder)
      this.#note(open.project)
      this.#parts.mark.set(open.project.path)
      return this.#told.state()!
    })
  }

  /** Writes a copy of the film; this one stays open. @throws Failure `film.none`, or why it could not be written */
  duplicate(path: string): Promise<void> {
    const { session } = this.#film
    return this.#turns.take(() => {
      this.expect(session)
      return this.project.duplicate(path)
    })
  }

  /** Result of locating a recent film: the open film is the one listed at `missing`. */
  found(missing: string): FilmState {
    const { path, film } = this.project
    this.#list((recents) => recents.found(missing, path, film.title))
    return this.#told.state()!
  }

  /** Checks whether the files of the open and the recent films are still at their paths, and updates the window. */
  look(): void {
    const project = this.#open?.project
    const before = project?.saved
    project?.look()
    if (project?.saved !== before) this.#told.show()
    this.#parts.emit({ type: 'recents', recents: this.#parts.recents.list })
  }

  /** Models came or went: they may be the film's. */
  lookAtModels(): void {
    if (this.#open !== null) this.#told.show()
  }

  /** Stores the last view for the next time the film is opened. */
  keepLastView(view: LastView): void {
    this.#parts.recents.keepLastView(this.project.path, view)
    this.#parts.mark.steady()
  }

  /** Sends the whole film: the window missed a patch. */
  resend(): void {
    this.#parts.emit({ type: 'film', film: this.#told.state() })
  }

  /** What a card remembers at its chunk `index`. */
  memoryOf(card: CardId, index: number): MemoryView {
    return this.#film.memory.of(card, index)
  }

  get #film(): Open {
    if (this.#open !== null) return this.#open
    throw new Failure('film.none', 'No film is open.', 'Open one, or begin a new film.')
  }

  /** Opens a film in place of the current one. */
  async #put(project: Project): Promise<FilmState> {
    const session = ++this.#sessions
    const states = this.#shown(project)
    await this.#leave()
    const { supervisor, packs, folder, checks, emit, exporting } = this.#parts
    const runs = new Runs({
      ...{ session, project, checks, emit, packs, supervisor },
      production: new Production(project, supervisor),
      changed: () => this.#told.show(),
      isOpen: () => this.#open?.session === session
    })
    const edits = new Edits({
      ...{ project, packs },
      tell: () => this.#told.show(),
      renamed: () => this.#note(project),
      working: () => runs.making !== null || exporting()
    })
    this.#open = {
      ...{ session, project, states, runs, edits },
      sounds: new SoundDesk(project, packs.of(project).facts.base, edits),
      memory: new FilmMemory(project, packs),
      followsTitle: followsTitle(project, folder),
      strayTakes: shelfNews(project, states.shelf)
    }
    this.#note(project)
    this.#parts.mark.set(project.path)
    project.remarks.forEach((error) => emit({ type: 'trouble', error }))
    checks.opened(session, project)
    runs.goOn()
    return this.#told.state()!
  }

  /** Prepares a film for display and adds its poster to the recent films. @throws Failure when it cannot be shown */
  #shown(project: Project): FilmStates {
    project.poster()
    const states = new FilmStates(project, this.#parts.packs)
    states.now({ session: 0, serial: 0, lastView: null, followsTitle: false, goesOn: 0, strayTakes: 0 }, null)
    return states
  }

  #note(project: Project): void {
    this.#list((recents) => recents.note(project.path, project.film.title, project.poster(), Date.now()))
  }

  /** Changes the list of recent films. A failure to write it does not interrupt other work. */
  #list(change: (recents: Recents) => void): void {
    const { recents, emit } = this.#parts
    try {
      change(recents)
    } catch {
      // The next change writes it again.
    }
    emit({ type: 'recents', recents: recents.list })
  }
}
