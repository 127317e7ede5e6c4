/** The desk: at most one open film, what is being made of it, and telling the window whenever either changes. */
import { resolve } from 'node:path'
import type { Edit } from '../../app/edits/edit.ts'
import type { Film } from '../../app/film/film.ts'
import { Failure } from '../../app/base/failure.ts'
import type { LastView } from '../../app/contract/commands.ts'
import { patchOf } from '../../app/contract/film-patch.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { MemoryView } from '../../app/contract/memory.ts'
import type { CardId, ChunkId, TakeId } from '../../app/ids.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import type { RunEvent } from '../production/events.ts'
import type { FilmRun } from '../production/film-run.ts'
import { Production } from '../production/production.ts'
import { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Checks } from './checks.ts'
import { FilmStates } from './film-state.ts'
import { closeUnderTitle, followsTitle, givenName } from './given-name.ts'
import { askedOf, fold, madeBy, waking } from './making.ts'
import { MemoryReader } from './memory-reader.ts'
import type { OpenMark } from './open-mark.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Recents } from './recents.ts'
import { parseSketch } from './sketches.ts'
import { shelfNews } from './shelf-news.ts'
import { Turns } from './turns.ts'

interface Open {
  readonly session: number
  readonly project: Project
  readonly production: Production
  readonly memory: MemoryReader
  readonly states: FilmStates
  /** Its file will be called like the film. */
  followsTitle: boolean
  run: FilmRun | null
  /** What the run was asked for; null: what waited. */
  asked: (WorkRequest | null)[]
  /** Shots that were still to be made when it was opened, and are made since. */
  goesOn: number
  readonly strayTakes: number
  making: Making | null
}

export interface DeskParts {
  readonly supervisor: Supervisor
  readonly pack: PackFacts
  readonly recents: Recents
  readonly mark: OpenMark
  readonly checks: Checks
  /** Where new films are put. */
  readonly folder: () => string
  readonly emit: (event: StudioEvent) => void
  /** Asks, where something that cannot be gone on with would end: false leaves the film on the desk. */
  readonly mayLeave: () => Promise<boolean>
  /** Before a film is closed: the renderer sends what is being written and takes in no more, and what reads the film ends. */
  readonly beforeClose: () => Promise<void>
}

export class Desk {
  readonly #parts: DeskParts
  /** Closing takes as long as a step of the engine: another film may be asked for meanwhile. */
  readonly #turns = new Turns()
  #open: Open | null = null
  #sessions = 0
  #serial = 0
  /** What the window was told or answered last: the next state is told by its difference from this one. */
  #sent: FilmState | null = null

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** @throws Failure `film.none` */
  get project(): Project {
    return this.#film.project
  }

  /** What is being made of the open film. */
  get making(): Making | null {
    return this.#open?.making ?? null
  }

  get isOpen(): boolean {
    return this.#open !== null
  }

  /** The open film, whole, to be told to the window: what is told next goes on from it. */
  state(): FilmState | null {
    if (this.#open === null) return (this.#sent = null)
    const { project, session, states, followsTitle, goesOn, strayTakes, making } = this.#open
    const lastView = this.#parts.recents.lastViewOf(project.path)
    const now = states.now({ session, serial: this.#serial + 1, lastView, followsTitle, goesOn, strayTakes }, making)
    if (this.#sent !== null && saysTheSame(this.#sent, now)) return (this.#sent = { ...this.#sent, lastView })
    this.#serial++
    return (this.#sent = now)
  }

  /** @throws Failure `film.other` unless the open film is the one that was meant */
  expect(session: number): void {
    if (this.#film.session === session) return
    throw new Failure('film.other', 'This was meant for a film that is no longer open.', 'Nothing was changed.')
  }

  /**
   * Makes a project file and opens it.
   * @param named the person has chosen its place, so that it keeps its name whatever the film is called
   * @returns null where the film open before is not to be left
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
      if (this.shows(path)) return this.state()! // it is in front of one's eyes
      if (this.#open?.project.isAt(path)) await this.#leave() // moved while it was open: closed, it is whole where it is now
      try {
        return await this.#put(Project.open(path, how, (examined) => this.#shown(examined)))
      } catch (error) {
        if (this.#open === null) this.#show() // the window may still show the one that was left
        throw error
      }
    })
  }

  /** Whether the open film is the one at `path`: also through a link, a second name, or in other capitals where those are one. */
  shows(path: string): boolean {
    const project = this.#open?.project
    return project?.path === resolve(path) || (project?.isAt(path) === true && project.isAt(project.path))
  }

  /**
   * Stops what is being made; everything made so far is saved already.
   * @param session the film that is meant; without it, whichever is open when its turn comes
   */
  async close(session?: number): Promise<void> {
    if (this.#open !== null && !(await this.#parts.mayLeave())) return
    return this.#turns.take(async () => {
      if (this.#open === null || (session !== undefined && session !== this.#open.session)) return
      await this.#leave()
      this.#show()
    })
  }

  /**
   * Closes the film at `path`, if it is the open one, as what is done next needs its file; the window is told by what follows.
   * @returns the path it has then; null where it is not to be left
   */
  async closeAt(path: string): Promise<string | null> {
    if (!this.shows(path)) return path
    if (!(await this.#parts.mayLeave())) return null
    return this.#turns.take(async () => (this.shows(path) ? ((await this.#leave()) ?? path) : path))
  }

  /**
   * Closes the film without a word: where another follows, its answer could overtake the news that none is open.
   * @returns the path it has then
   */
  async #leave(): Promise<string | null> {
    const open = this.#open
    if (open === null) return null
    open.run?.stop()
    await this.#parts.beforeClose()
    await open.run?.done.catch(() => {}) // told where it was started
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

  /** Writes the film to another file and goes on in that. @throws Failure `film.none`, or why it could not be written */
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
      return this.state()!
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

  /** The open film is the one that was listed at `missing`, where it is no more. */
  found(missing: string): FilmState {
    const { path, film } = this.project
    this.#list((recents) => recents.found(missing, path, film.title))
    return this.state()!
  }

  /** Looks whether the film's file, and those of recent films, are still where they were; the window is told. */
  look(): void {
    const project = this.#open?.project
    const before = project?.saved
    project?.look()
    if (project?.saved !== before) this.#show()
    this.#parts.emit({ type: 'recents', recents: this.#parts.recents.list })
  }

  /** Keeps where one is, for the next time the film is opened. */
  keepLastView(view: LastView): void {
    this.#parts.recents.keepLastView(this.project.path, view)
    this.#parts.mark.steady()
  }

  /** Does an edit and tells the window. @returns serial of the state told */
  edit(edit: Edit, burst: string | null): number {
    return this.#change((project) => project.edit(edit, burst))
  }

  /** Shows a picture on a card's slate. @throws Failure `sketch.type`, or why it could not be saved */
  sketch(card: CardId, bytes: Uint8Array): number {
    const asset = parseSketch(bytes)
    return this.#change((project) => project.sketch(card, asset))
  }

  /** Takes in cards of another film with their sketches. @throws Failure `sketch.type`, `edit.*`, or why it could not be saved */
  bring(edit: Edit, sketches: readonly Uint8Array[]): number {
    const assets = sketches.map(parseSketch)
    return this.#change((project) => project.bring(edit, assets))
  }

  /** Tells the window all of the film: it missed a change. */
  resend(): void {
    this.#parts.emit({ type: 'film', film: this.state() })
  }

  undo(): number {
    return this.#change((project) => project.undo())
  }

  redo(): number {
    return this.#change((project) => project.redo())
  }

  /**
   * Begins to make (null: what waits), or asks for more while something is made; the window is told of everything that
   * follows. A second is made again in between. @throws Failure
   */
  generate(request: WorkRequest | null): void {
    const open = this.#film
    this.#parts.checks.demandIdle()
    if (open.run === null) return this.#begin(open, request)
    if (request === null) return
    open.run.ask(request)
    open.asked.push(request)
  }

  #begin(open: Open, request: WorkRequest | null): void {
    open.making = waking
    open.asked = [request]
    try {
      open.run = open.production.start(request, (event) => this.#hear(open, event))
    } catch (error) {
      open.making = null
      throw error
    }
    this.#parts.checks.yield(true)
    this.#emitMaking(open)
    void this.#finish(open, open.run)
  }

  pause(): void {
    this.#open?.run?.pause()
  }
  resume(): void {
    this.#open?.run?.resume()
  }
  /** What waits is forgotten. */
  stop(): void {
    this.#open?.run?.stop({ forget: true })
  }
  drop(card: CardId): void {
    this.#open?.run?.drop(card)
  }
  reorder(cards: readonly CardId[]): void {
    this.#open?.run?.reorder(cards)
  }

  /** @throws Failure `engine.busy` while film is made */
  mend(): void {
    if (this.#film.run !== null)
      throw new Failure('engine.busy', 'Film is being made.', 'Wait for it, or stop it first.')
    this.#parts.checks.mend()
  }

  /** Id of a stored chunk; undefined when it is not (yet) stored. */
  chunkOf(take: TakeId, index: number): ChunkId | undefined {
    return this.project.chunksOf(take)[index]?.id
  }

  /** What a card remembers at its chunk `index`. */
  memoryOf(card: CardId, index: number): MemoryView {
    return this.#film.memory.of(card, index)
  }

  /**
   * A change that fails may have changed whether the film is saved, which the window is told, too.
   * @returns serial of the state told
   */
  #change(work: (project: Project) => void): number {
    const { title } = this.project.film
    try {
      work(this.project)
    } finally {
      this.#show()
    }
    if (this.project.film.title !== title) this.#note(this.project) // also for who finds it after a crash
    return this.#serial
  }

  get #film(): Open {
    if (this.#open !== null) return this.#open
    throw new Failure('film.none', 'No film is open.', 'Open one, or begin a new film.')
  }

  /** Puts a film on the desk in the place of the one that lies there. */
  async #put(project: Project): Promise<FilmState> {
    const session = ++this.#sessions
    const states = this.#shown(project)
    await this.#leave()
    const production = new Production(project, this.#parts.supervisor)
    const memory = new MemoryReader(project, this.#parts.pack)
    const follows = followsTitle(project, this.#parts.folder)
    this.#open = {
      session,
      project,
      production,
      memory,
      states,
      followsTitle: follows,
      goesOn: 0,
      strayTakes: shelfNews(project, states.shelf),
      run: null,
      asked: [],
      making: null
    }
    this.#note(project)
    this.#parts.mark.set(project.path)
    project.remarks.forEach((error) => this.#parts.emit({ type: 'trouble', error }))
    this.#parts.checks.opened(session, project)
    this.#goOn(this.#open)
    return this.state()!
  }

  /** Goes on with what was still to be made when the film was closed, or its program ended, once the window has it. */
  #goOn(open: Open): void {
    if (open.project.readOnly !== null || open.project.queue.length === 0) return
    open.goesOn = open.project.queue.length
    setImmediate(() => this.#open === open && open.run === null && this.#begin(open, null))
  }

  /** A film as it can be shown, its picture among the recent ones too. @throws Failure when it cannot */
  #shown(project: Project): FilmStates {
    project.poster()
    const states = new FilmStates(project, this.#parts.pack)
    states.now({ session: 0, serial: 0, lastView: null, followsTitle: false, goesOn: 0, strayTakes: 0 }, null)
    return states
  }

  #hear(open: Open, event: RunEvent): void {
    const { emit } = this.#parts
    open.making = fold(open.making ?? waking, event)
    if (event.type === 'restarted') emit({ type: 'trouble', error: event.reason, asked: askedOf(open.asked) })
    if (event.type === 'passed') emit({ type: 'trouble', error: event.problem, asked: event.card && [event.card] })
    if (event.type === 'chunk') this.#show()
    else this.#emitMaking(open)
  }

  async #finish(open: Open, run: FilmRun): Promise<void> {
    const { emit } = this.#parts
    try {
      emit(madeBy(open.asked, await run.done))
    } catch (error) {
      emit({ type: 'trouble', error: Failure.from(error).toData(), asked: askedOf(open.asked) })
    }
    open.run = null
    open.making = null
    if (this.#open !== open) return
    this.#parts.checks.yield(false)
    this.#show()
  }

  #note(project: Project): void {
    this.#list((recents) => recents.note(project.path, project.film.title, project.poster(), Date.now()))
  }

  /** Changes the list of recent films. That it cannot be written is no reason to stop what is done to a film. */
  #list(change: (recents: Recents) => void): void {
    const { recents, emit } = this.#parts
    try {
      change(recents)
    } catch {
      // The next change writes it again.
    }
    emit({ type: 'recents', recents: recents.list })
  }

  #emitMaking(open: Open): void {
    if (this.#open === open) this.#parts.emit({ type: 'making', session: open.session, making: open.making })
  }

  /** Tells the window the film as it is now: what differs from what it was told last. */
  #show(): void {
    const before = this.#sent
    const now = this.state()
    if (now === null || before?.session !== now.session) this.#parts.emit({ type: 'film', film: now })
    else if (now !== before) this.#parts.emit({ type: 'changed', patch: patchOf(before, now) })
  }
}

/** Whether two states differ in nothing the window shows. `lastView` is of the past. */
const saysTheSame = (one: FilmState, other: FilmState): boolean =>
  (Object.keys(other) as (keyof FilmState)[]).every(
    (key) => key === 'serial' || key === 'lastView' || one[key] === other[key]
  )
