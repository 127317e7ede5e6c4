/** What computes the film, as it was chosen: kept in a small file; tried before it is. */
import { writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import type { DeviceState } from '../../app/contract/window.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'
import { automatic, deviceCalled, deviceChoices } from '../../engine/worker/device.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'

const schema = v.object({ device: v.string() })

export class DeviceChoice {
  readonly #file: string
  /** The graphics card as people know it; null while, or where, that is not known. */
  readonly #card: () => string | null
  #chosen: string

  constructor(file: string, card: () => string | null) {
    this.#file = file
    this.#card = card
    this.#chosen = read(file)
  }

  /** By name. */
  get chosen(): string {
    return this.#chosen
  }

  get state(): DeviceState {
    return { choices: deviceChoices(), chosen: this.#chosen, card: this.#card() }
  }

  /**
   * From now on; kept for the next start once the engine has begun with it.
   * @throws Failure `device.*`, `engine.busy`, or why the engine did not begin: then all is as it was
   */
  async choose(device: string, engine: Supervisor): Promise<DeviceState> {
    deviceCalled(device)
    const before = { device: this.#chosen, driver: this.#card() }
    engine.use({ device, driver: this.#card() })
    try {
      await engine.start()
    } catch (error) {
      engine.use(before)
      throw error
    }
    this.#chosen = device
    writeFileSync(this.#file, JSON.stringify({ device }))
    return this.state
  }
}

/** One that this system no longer has is kept: that is told when film is to be made, not passed over. */
function read(file: string): string {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile))).device
  } catch {
    return automatic // the first start, or a file that is not ours
  }
}
