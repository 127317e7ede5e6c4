/** When the open film is checked: soon after opening, on request, and after damaged chunks were made again. */
import { Failure } from '../../app/base/failure.ts'
import type { CheckState } from '../../app/contract/check.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import { isMadeAgain, restore } from '../production/restore.ts'
import type { Project } from '../project/project.ts'
import type { ProverLauncher } from '../prover/launch.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import { FilmCheck } from './check.ts'

export interface ChecksParts {
  readonly launch: ProverLauncher
  readonly supervisor: Supervisor
  readonly packs: FilmPacks
  readonly emit: (event: StudioEvent) => void
}

/** Milliseconds from opening to the check: the film is shown first. */
const afterOpening = 2_000

interface Open {
  readonly project: Project
  readonly check: FilmCheck
  readonly soon: ReturnType<typeof setTimeout>
}

export class Checks {
  readonly #parts: ChecksParts
  #open: Open | null = null
  #mending: Promise<void> | null = null

  constructor(parts: ChecksParts) {
    this.#parts = parts
  }

  /** Of the open film; null where there is nothing to report. */
  get state(): CheckState | null {
    return this.#open?.check.state ?? null
  }

  /** Damaged chunks are being made again: nothing else can be made meanwhile. */
  get mending(): boolean {
    return this.#mending !== null
  }

  opened(session: number, project: Project): void {
    const { launch, packs, emit } = this.#parts
    const check: FilmCheck = new FilmCheck(project.path, project, {
      ...{ launch, base: () => packs.of(project).facts.base },
      emit: () => emit({ type: 'check', session, check: check.state })
    })
    const soon = setTimeout(() => check.begin('quietly'), afterOpening)
    soon.unref()
    this.#open = { project, check, soon }
  }

  /** @returns when nothing reads or mends the film any more */
  async closed(): Promise<void> {
    const open = this.#open
    this.#open = null
    if (open === null) return
    clearTimeout(open.soon)
    await open.check.end()
    if (this.#mending) this.#parts.supervisor.kill()
    await this.#mending
  }

  /** Lowers the load while film is made. */
  yield(on: boolean): void {
    this.#open?.check.yield(on)
  }

  ask(): void {
    this.#open?.check.begin('asked')
  }

  /** Cancels a check, or dismisses its result. */
  async end(): Promise<void> {
    await this.#open?.check.end()
  }

  /** Makes damaged chunks again where possible, then checks the file once more. */
  mend(): void {
    const open = this.#open
    if (open === null || this.#mending !== null || !open.check.faults.some(isMadeAgain)) return
    const { check, project } = open
    check.mending()
    this.#mending = restore(project, this.#parts.supervisor, check.faults)
      .then(() => this.#open === open && check.begin('mended'))
      .catch((error: unknown) => this.#open === open && check.failed(error))
      .then(() => void (this.#mending = null))
  }

  /** @throws Failure `engine.busy` while damaged chunks are made again */
  demandIdle(): void {
    if (this.#mending === null) return
    const cause = 'Seconds that were damaged are being made again.'
    throw new Failure('engine.busy', cause, 'Wait for it: it takes about as long as making them did.')
  }
}
