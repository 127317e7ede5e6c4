/** The session's tools, all real: the pack's model, `generate`, JPEG. */
import { setPriority } from 'node:os'
import type { ModelInfo } from '../../app/contract/engine.ts'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import { encodeJpegs } from '../decode/jpeg.ts'
import { generate } from '../generate/generate.ts'
import { openModel } from '../generate/open.ts'
import type { Pack } from '../pack/pack.ts'
import { fromStored } from '../rollout/precision.ts'
import type { Workshop } from './session.ts'

export const workshop: Workshop = {
  async open({ pack, nice, ...options }) {
    if (nice > 0) setPriority(nice)
    const threads = options.threads || physicalCores()
    const model = await openModel(pack, { threads, spin: options.spin })
    return { model, info: infoOf(model.pack, threads) }
  },
  generate,
  encode: encodeJpegs,
  decode: (model, latents) => model.decode(fromStored(latents, 'f16'))
}

/** What main and the window need to know of a pack. */
function infoOf({ manifest, model, timebase, schedule, shape }: Pack, threads: number): ModelInfo {
  return {
    model,
    name: manifest.name,
    width: manifest.video.width,
    height: manifest.video.height,
    ...timebase,
    maxTokens: manifest.text.maxTokens,
    layers: shape.layers,
    keep: manifest.memory.keep,
    steps: schedule.sigmas.length,
    device: 'cpu',
    threads
  }
}
