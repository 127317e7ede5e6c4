/** The graphics card as people know it. */
import { app } from 'electron'
import * as v from 'valibot'
import { cardIn } from './graphics-card.ts'

const schema = v.object({
  auxAttributes: v.object({ glRenderer: v.string() }),
  gpuDevice: v.array(v.object({ driverVersion: v.optional(v.string(), '') }))
})

/** With its driver's version, where the machine has one only; null where that cannot be told which the runtime would take. */
export async function graphicsCard(): Promise<string | null> {
  try {
    const { auxAttributes, gpuDevice } = v.parse(schema, await app.getGPUInfo('complete'))
    return gpuDevice.length === 1 ? cardIn(auxAttributes.glRenderer, gpuDevice[0]!.driverVersion) : null
  } catch {
    return null
  }
}
