/** The chosen device and precision, stored in a small file; a new choice is tried before it is stored. */
import * as v from 'valibot'
import { Failure } from '../../app/base/failure.ts'
import { processor } from '../../app/ledger/made-on.ts'
import type { Probed } from '../../app/contract/probe.ts'
import type { DeviceState } from '../../app/contract/window.ts'
import { automatic, deviceCalled, deviceChoices, precisionCalled, precisionsOf } from '../../engine/worker/device.ts'
import { KeptFile, type TellLoss } from '../kept/kept-file.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'

const schema = v.object({ device: v.string(), precision: v.optional(v.string(), processor.precision) })
/** By name, as chosen. */
type Chosen = v.InferOutput<typeof schema>

export class DeviceChoice {
  readonly #file: KeptFile<typeof schema>
  /** The graphics card's product name; null where, or as long as, it is not known. */
  readonly #card: () => string | null
  readonly #tried: (device: string) => Promise<readonly Probed[]>
  #chosen: Chosen

  /**
   * A device this system no longer has is kept: making film then fails with a message instead of switching silently.
   * @param tried what was tried on a device with the pack
   */
  constructor(
    file: string,
    card: () => string | null,
    tried: (device: string) => Promise<readonly Probed[]> = () => Promise.resolve([]),
    tell: TellLoss = () => undefined
  ) {
    this.#file = new KeptFile(file, schema, { damaged: (path) => tell(lost(path)) })
    this.#tried = tried
    this.#card = card
    this.#chosen = this.#file.read() ?? { device: automatic, precision: processor.precision }
  }

  get chosen(): Chosen {
    return this.#chosen
  }

  async state(): Promise<DeviceState> {
    const choices = deviceChoices()
    const { device, precision } = this.#chosen
    const precisions = Object.fromEntries(choices.map((each) => [each, precisionsOf(deviceCalled(each))]))
    const others = choices.filter((each) => deviceCalled(each) !== processor.device)
    const tried = await Promise.all(others.map(async (each) => [each, await this.#tried(each)] as const))
    return { choices, chosen: device, precisions, precision, card: this.#card(), tried: Object.fromEntries(tried) }
  }

  /**
   * Uses a device from now on; stored for the next start once the engine has started on it.
   * @throws Failure `device.*`, `precision.*`, `engine.busy`, or why the engine did not start: then nothing has changed;
   * `kept.unwritten`: it is used now, but not stored
   */
  async choose(chosen: Chosen, engine: Supervisor): Promise<DeviceState> {
    precisionCalled(chosen.precision, deviceCalled(chosen.device))
    const driver = this.#card()
    const before = { ...this.#chosen, driver }
    engine.use({ ...chosen, driver })
    try {
      await engine.start()
    } catch (error) {
      engine.use(before)
      throw error
    }
    this.#chosen = chosen
    try {
      this.#file.write(chosen)
    } catch (error) {
      throw unwritten((error as NodeJS.ErrnoException).code ?? String(error))
    }
    return this.state()
  }
}

const lost = (path: string): Failure =>
  new Failure(
    'kept.device',
    'The choice of what to compute with is lost: the file with it is damaged.',
    `Throughline chooses by itself until you choose again, in the menu under “Compute with…”. The damaged file was kept: ${path}`,
    { path }
  )

const unwritten = (detail: string): Failure =>
  new Failure(
    'kept.unwritten',
    `The choice is used from now on, but could not be stored for the next start (${detail}).`,
    'Free some space on the disk of your user folder, then choose it again.',
    { detail }
  )
