/** The server's real dependencies: the pack's model, `generate`, JPEG. */
import { setPriority } from 'node:os'
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import { encodeJpegs } from '../decode/jpeg.ts'
import { generate } from '../generate/generate.ts'
import { openModel } from '../generate/open.ts'
import { fromStored } from '../rollout/precision.ts'
import { deviceCalled, demandDevice, precisionCalled } from './device.ts'
import { infoOf } from './model-info.ts'
import { formOf, probe } from './probe.ts'
import type { Workshop } from './server.ts'
import { expectedSilence } from './silence.ts'

export const workshop: Workshop = {
  async open({ pack, nice, driver, attention, memory, ...options }) {
    if (nice > 0) setPriority(nice)
    const threads = options.threads || physicalCores()
    const device = deviceCalled(options.device)
    const precision = precisionCalled(options.precision, device)
    await demandDevice(device)
    const model = await openModel(pack, {
      threads,
      spin: options.spin,
      device,
      precision,
      ...(memory !== undefined && { memory }),
      ...formOf(device, attention)
    })
    const made = { device, precision, driver: device === 'cpu' ? null : driver }
    const silence = await expectedSilence(model.longestRun, { threads, spin: options.spin, device })
    return { model, info: infoOf(model.pack, threads, silence, made) }
  },
  probe,
  generate,
  encode: encodeJpegs,
  decode: (model, latents, past) => model.decode(fromStored(latents, 'f16'), past, () => eventLoopTurn())
}
