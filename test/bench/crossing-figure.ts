/** What crosses between the computer's memory and a device in a chunk: counted, so the same on every device; here on the processor. */
import { openModel } from '../../engine/generate/open.ts'
import { Meter } from '../../kernels/runtime/meter.ts'
import type { Figure } from './figure.ts'
import { Lineage } from './lineage.ts'

const megabyte = 1e6
/** Chunks after which sink, bank and window of the storybook pack are full. */
const chunksUntilFull = 8

/** Compares memory that stays on the device with memory that crosses at every pass. Pictures and latents are in both. */
export async function crossingFigure(pack: string, threads: number): Promise<Figure> {
  const crossing = async (resident: boolean): Promise<number> => {
    const meter = new Meter()
    const model = await openModel(pack, { threads, spin: true, resident, meter })
    const film = new Lineage(model, 'memflow')
    for (let chunk = 0; chunk < chunksUntilFull; chunk++) await film.next()
    const before = meter.crossed
    await film.next()
    await model.release()
    return (meter.crossed - before) / megabyte
  }
  const baseline = { name: 'memory that crosses', value: await crossing(false) }
  return { name: 'bytes that cross per chunk, memory stays', value: await crossing(true), unit: 'MB', baseline }
}
