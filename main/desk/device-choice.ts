/** The chosen device and precision, stored in a small file; a new choice is tried before it is stored. */
import { writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import { processor } from '../../app/ledger/made-on.ts'
import type { Probed } from '../../app/contract/probe.ts'
import type { DeviceState } from '../../app/contract/window.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'
import { automatic, deviceCalled, deviceChoices, precisionCalled, precisionsOf } from '../../engine/worker/device.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'

const schema = v.object({ device: v.string(), precision: v.optional(v.string(), processor.precision) })
/** By name, as chosen. */
type Chosen = v.InferOutput<typeof schema>

export class DeviceChoice {
  readonly #file: string
  /** The graphics card's product name; null where, or as long as, it is not known. */
  readonly #card: () => string | null
  readonly #tried: (device: string) => Promise<readonly Probed[]>
  #chosen: Chosen

  /** @param tried what was tried on a device with the pack */
  constructor(
    file: string,
    card: () => string | null,
    tried: (device: string) => Promise<readonly Probed[]> = () => Promise.resolve([])
  ) {
    this.#file = file
    this.#tried = tried
    this.#card = card
    this.#chosen = read(file)
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
   * @throws Failure `device.*`, `precision.*`, `engine.busy`, or why the engine did not start: then nothing has changed
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
    writeFileSync(this.#file, JSON.stringify(chosen))
    return this.state()
  }
}

/** A device this system no longer has is kept: making film then fails with a message instead of switching silently. */
function read(file: string): Chosen {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile)))
  } catch {
    return { device: automatic, precision: processor.precision } // first start, or an invalid file
  }
}
