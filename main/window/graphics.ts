/** The graphics card's product name. */
import { app } from 'electron'
import * as v from 'valibot'
import { cardIn } from './graphics-card.ts'

const schema = v.object({
  auxAttributes: v.object({ glRenderer: v.string() }),
  gpuDevice: v.array(v.object({ driverVersion: v.optional(v.string(), '') }))
})

/** With its driver version, if the machine has exactly one card; null where it is unknown which one the runtime would use. */
export async function graphicsCard(): Promise<string | null> {
  try {
    const { auxAttributes, gpuDevice } = v.parse(schema, await app.getGPUInfo('complete'))
    return gpuDevice.length === 1 ? cardIn(auxAttributes.glRenderer, gpuDevice[0]!.driverVersion) : null
  } catch {
    return null
  }
}
