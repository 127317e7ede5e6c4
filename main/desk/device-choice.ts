/** The chosen device, stored in a small file; a new choice is tried before it is stored. */
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
  /** The graphics card's product name; null where, or as long as, it is not known. */
  readonly #card: () => string | null
  #chosen: string

  constructor(file: string, card: () => string | null) {
    this.#file = file
    this.#card = card
    this.#chosen = read(file)
  }

  /** Device name. */
  get chosen(): string {
    return this.#chosen
  }

  get state(): DeviceState {
    return { choices: deviceChoices(), chosen: this.#chosen, card: this.#card() }
  }

  /**
   * Uses a device from now on; stored for the next start once the engine has started on it.
   * @throws Failure `device.*`, `engine.busy`, or why the engine did not start: then nothing has changed
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

/** A device this system no longer has is kept: making film then fails with a message instead of switching silently. */
function read(file: string): string {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile))).device
  } catch {
    return automatic // first start, or an invalid file
  }
}
