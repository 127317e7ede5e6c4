/**
 * The probe: before a device other than the processor is used for a pack, every form of the pack's graphs is tried on it, once for
 * each pack, device, driver, runtime and program. A form that is wrong is never used.
 */
import { createHash } from 'node:crypto'
import { bestOf, type Attention, type Probed, type Stage } from '../../app/contract/probe.ts'
import { deviceCalled, precisionCalled, runtimeVersion } from '../../engine/worker/device.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import type { Launcher } from '../supervisor/link.ts'
import { driverMark } from './driver-mark.ts'
import { KeptProbes, type ProbeKey } from './kept.ts'
import { usualLimits, type ProbeLimits } from './round.ts'
import { runProbe } from './run.ts'
import { noneFits } from './unfit.ts'

/** What is to be tried, as it is loaded later. */
export interface ToProbe {
  readonly pack: string
  readonly device: string
  readonly precision: string
  /** Card and driver, where main knows them. */
  readonly driver: string | null
  readonly threads: number
  readonly spin: boolean
}

export interface ProbeOptions {
  /** Starts a process of its own for each round; it is never used for film. */
  readonly launch: Launcher
  /** Version of this program. */
  readonly program: string
  readonly kept?: KeptProbes
  readonly limits?: ProbeLimits
  readonly hear?: (device: string, stage: Stage) => void
}

export class Probe {
  readonly #options: Required<ProbeOptions>

  constructor(options: ProbeOptions) {
    this.#options = { kept: new KeptProbes(), limits: usualLimits, hear: () => {}, ...options }
  }

  /**
   * The best form that is right: the kept one, or it is tried now.
   * @throws Failure `device.unfit` when none is, `device.absent`, `pack.*`; the signal's reason
   */
  async formFor(load: ToProbe, signal: AbortSignal): Promise<Attention> {
    const known = (await this.tried(load)).find(({ precision }) => precision === load.precision)
    const probed = known && bestOf(known) !== null ? known : await this.run(load, signal)
    const best = bestOf(probed)
    if (best === null) throw noneFits(load.device, probed)
    return best
  }

  /** What is kept of the device with this pack, in every precision that was tried. */
  async tried(load: Pick<ToProbe, 'pack' | 'device' | 'driver'>): Promise<Probed[]> {
    const key = await this.#keyOf(load)
    return key ? this.#options.kept.of(key) : []
  }

  /** Tries it now, whatever is kept. @throws Failure when it cannot be tried; the signal's reason */
  async run(load: ToProbe, signal: AbortSignal): Promise<Probed> {
    const { launch, limits, hear, kept } = this.#options
    const key = await this.#keyOf(load)
    const { pack, device, threads, spin } = load
    const precision = precisionCalled(load.precision, deviceCalled(device))
    const asked = { pack, device, threads, spin, precision }
    const probed = await runProbe(asked, { launch, limits, signal, hear: (stage) => hear(device, stage) })
    if (key) kept.keep(key, probed)
    return probed
  }

  async #keyOf({ pack, device, driver }: Pick<ToProbe, 'pack' | 'device' | 'driver'>): Promise<ProbeKey | null> {
    const mark = driverMark(driver)
    if (mark === null) return null
    const manifest = createHash('sha256').update(await readManifest(pack))
    const versions = { runtime: runtimeVersion(), program: this.#options.program }
    return { pack: manifest.digest('hex'), device, driver: mark, ...versions }
  }
}
