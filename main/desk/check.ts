/** Checks the open film's file in the background: after opening, on request, and after damaged chunks were made again. */
import { Failure, type FailureData } from '../../app/base/failure.ts'
import type { CheckState, DamagedPlace, DamageKind } from '../../app/contract/check.ts'
import type { Film } from '../../app/film/film.ts'
import type { Timebase } from '../../app/time.ts'
import { isMadeAgain } from '../production/restore.ts'
import { damageOf } from '../project/check.ts'
import type { ProverLauncher, ProverLink } from '../prover/launch.ts'
import type { FromProver } from '../prover/messages.ts'
import type { Fault } from '../store/faults.ts'

/** The film's current data, for reporting where a fault is. */
export interface Checked {
  readonly film: Film
  /** Why nothing can be made again, or null. */
  readonly readOnly: FailureData | null
}

export interface CheckParts {
  readonly launch: ProverLauncher
  /** Of the film's model, now. */
  readonly base: () => Timebase
  /** Called whenever `state` changes. */
  readonly emit: () => void
}

/** Why the check runs. `quietly`: only damage is reported. */
type Reason = 'quietly' | 'asked' | 'mended'

export class FilmCheck {
  state: CheckState | null = null
  /** Damage found by the last check. */
  faults: readonly Fault[] = []
  readonly #parts: CheckParts
  readonly #path: string
  readonly #checked: Checked
  #running: { readonly link: ProverLink; reason: Reason; readonly faults: Fault[]; share: number } | null = null
  #yields = false

  /** @param path real path of the open film */
  constructor(path: string, checked: Checked, parts: CheckParts) {
    this.#path = path
    this.#checked = checked
    this.#parts = parts
  }

  /** A check already under way continues with the stronger reason. */
  begin(reason: Reason): void {
    if (this.#running !== null) {
      if (reason !== 'quietly') this.#running.reason = reason
    } else {
      const link = this.#parts.launch({
        message: (message) => this.#running?.link === link && this.#hear(message),
        ended: (how) => this.#running?.link === link && this.#hear({ type: 'failed', error: died(how) })
      })
      this.#running = { link, reason, faults: [], share: 0 }
      link.send({ type: 'yield', on: this.#yields })
      link.send({ type: 'prove', path: this.#path })
    }
    if (reason !== 'quietly') this.#become({ state: 'running', share: this.#running.share })
  }

  /** Lowers the load while film is made. */
  yield(on: boolean): void {
    if (on === this.#yields) return
    this.#yields = on
    this.#running?.link.send({ type: 'yield', on })
  }

  /** Damaged chunks are being made again. */
  mending(): void {
    this.#become({ state: 'mending' })
  }

  failed(error: unknown): void {
    this.#become({ state: 'failed', error: Failure.from(error).toData() })
  }

  /** Stops reporting. @returns when nothing reads the file any more */
  async end(): Promise<void> {
    const running = this.#running
    this.#running = null
    this.#become(null)
    await running?.link.end()
  }

  #hear(message: FromProver): void {
    const running = this.#running!
    if (message.type === 'fault') running.faults.push(message.fault)
    else if (message.type === 'looked') {
      running.share = Math.min(1, message.things / message.of)
      if (running.reason !== 'quietly') this.#become({ state: 'running', share: running.share })
    } else {
      this.#running = null
      void running.link.end()
      if (message.type === 'done') this.#conclude(running, message.things)
      else if (message.error.code === 'project.damaged') this.#conclude(withStructure(running, message.error), 0)
      else this.#become(running.reason === 'quietly' ? null : { state: 'failed', error: message.error })
    }
  }

  #conclude({ reason, faults }: { reason: Reason; faults: readonly Fault[] }, things: number): void {
    this.faults = faults
    if (faults.length > 0)
      this.#become({ state: 'damaged', places: this.#placesOf(faults), tried: reason === 'mended' })
    else this.#become(reason === 'quietly' ? null : { state: 'whole', things })
  }

  /** One entry per shot and kind of damage, with its first second. */
  #placesOf(faults: readonly Fault[]): DamagedPlace[] {
    const places = new Map<string, DamagedPlace>()
    const { film, readOnly } = this.#checked
    for (const fault of faults) {
      const { shot, second } = damageOf(fault, film, this.#parts.base())
      const what = kinds[fault.what]
      const name = `${shot} ${what}`
      const known = places.get(name)
      const again = readOnly === null && isMadeAgain(fault)
      const first = known?.second == null ? second : Math.min(known.second, second ?? known.second)
      places.set(name, { what, shot, second: first, again: again && (known?.again ?? true) })
    }
    return [...places.values()]
  }

  #become(state: CheckState | null): void {
    if (state === this.state) return
    this.state = state
    this.#parts.emit()
  }
}

const kinds: Readonly<Record<Fault['what'], DamageKind>> = {
  ...{
    structure: 'order',
    film: 'storyboard',
    card: 'storyboard',
    edit: 'storyboard',
    setting: 'setting',
    queue: 'setting'
  },
  ...{ take: 'record', branch: 'record', wish: 'record', chunk: 'record', snapshot: 'memory', page: 'memory' },
  origin: 'memory',
  ...{ asset: 'sketch', frame: 'pictures', latents: 'master' }
}

const withStructure = <Running extends { readonly faults: readonly Fault[] }>(
  running: Running,
  { facts, cause }: FailureData
): Running => ({
  ...running,
  faults: [...running.faults, { what: 'structure', detail: String(facts?.detail ?? cause), row: null, at: null }]
})

const died = (how: string): FailureData =>
  new Failure(
    'check.ended',
    `The check of this film ended before it was through (${how}).`,
    'Nothing was changed. Check the film again.',
    { detail: how }
  ).toData()
