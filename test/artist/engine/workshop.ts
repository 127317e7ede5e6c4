/**
 * An engine with a fake transformer; session, memory, roll-out, pages and JPEG are real. It sends messages at about the real
 * engine's rate with a hundredth of the work.
 */
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import { encodeJpegs } from '../../../engine/decode/jpeg.ts'
import { parseManifest } from '../../../engine/pack/parse-manifest.ts'
import {
  memoryShape,
  readManifest,
  schedulesOf,
  timebaseOf,
  transformerShape,
  type Pack
} from '../../../engine/pack/pack.ts'
import { infoOf } from '../../../engine/worker/model-info.ts'
import type { Workshop } from '../../../engine/worker/server.ts'
import { workshop as real } from '../../../engine/worker/workshop.ts'
import { stirring } from './transformer.ts'

/** Durations in milliseconds. */
export interface Pace {
  /** Start of the engine. */
  readonly open: number
  /** Each forward pass: a chunk of the storybook pack has five and takes about 330 ms. */
  readonly pass: number
  readonly decode: number
}

export const workshopAt = (pace: Pace): Workshop => ({
  async open({ pack: folder, threads }) {
    await setTimeout(pace.open)
    const model = await modelOf(folder, pace)
    return { model, info: infoOf(model.pack, threads || 1) }
  },
  probe: real.probe,
  generate,
  encode: encodeJpegs,
  decode: real.decode
})

async function modelOf(folder: string, pace: Pace): Promise<Model> {
  const manifest = parseManifest(await readManifest(folder))
  const shape = transformerShape(manifest)
  const pack: Pack = {
    ...{ folder, manifest, model: `${manifest.id}@${manifest.revision}` },
    ...{ timebase: timebaseOf(manifest), shape, memory: memoryShape(manifest), ...schedulesOf(manifest) },
    get weights(): never {
      throw new Error('there are no weights')
    }
  }
  const frames = pack.timebase.framesPerLatent * pack.timebase.latentsPerChunk
  return {
    pack,
    transformer: stirring(shape, () => setTimeout(pace.pass)),
    cache: new ModelCache(),
    longestRun: 0,
    textPage: null,
    async encodeText(prompt) {
      const bytes = createHash('sha256').update(prompt).digest()
      return { features: Float32Array.from({ length: shape.textDim }, (_, i) => bytes[i % 32]! / 255), tokens: 1 }
    },
    decode: async (latents) => {
      await setTimeout(pace.decode)
      return pictures(manifest.video, frames, latents)
    },
    release: async () => {}
  }
}

/** Plain colours, different for each chunk and frame. */
function pictures(
  { width, height }: { width: number; height: number },
  frames: number,
  latents: Float32Array
): Pictures {
  const shade = Math.abs(Math.round(latents[0]! * 997)) % 200
  const frame = (at: number): Uint8Array => {
    const rgb = new Uint8Array(width * height * 3).fill(shade)
    return rgb.fill(shade + 4 * at, 0, width * 3 * 12)
  }
  return { width, height, frames: Array.from({ length: frames }, (_, at) => frame(at)) }
}
