/**
 * Wan's decoder and the tiny one: causal, so that the pictures of a latent frame depend on those before it. Keeps the caches
 * after the last chunk; for a chunk that does not follow it, the latents before it are decoded again, as far as they reach.
 */
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { reachOf, type FrameGraph } from '../../kernels/autoencoder/frame-layers.ts'
import { StreamingDecoder } from '../../kernels/autoencoder/streaming.ts'
import { tinyDecoderGraph, tinyTrimmed } from '../../kernels/autoencoder/tiny-decoder.ts'
import { wanDecoderGraph } from '../../kernels/autoencoder/wan-decoder.ts'
import type { RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { fromHalfBytes, toHalfBytes } from '../../kernels/weights/float16.ts'
import { openWeights } from '../../kernels/weights/safetensors.ts'
import { sha256 } from '../files/sha256.ts'
import type { Decoder, LatentDescription } from './decoder.ts'
import { causalSize, reach, type Past } from './past.ts'

export interface CausalDescription {
  readonly kind: 'wan' | 'tiny'
  readonly file: string
}

/** As `openDecoder`. */
export async function openCausalDecoder(
  { kind, file }: CausalDescription,
  latent: LatentDescription,
  folder: string,
  options: RuntimeOptions
): Promise<Decoder> {
  const weights = openWeights(join(folder, file))
  const first = kind === 'wan' ? wanDecoderGraph(weights, latent, latent, 'first') : null
  const next = kind === 'wan' ? wanDecoderGraph(weights, latent, latent, 'next') : tinyDecoderGraph(weights, latent)
  demandSize(file, next, latent)
  demandReach(kind, file, next)
  // At 256×144 Wan's would keep 4 GB from run to run, and is no faster for it.
  const streaming = await StreamingDecoder.open(first, next, { ...options, arena: false })
  return new CausalDecoder(kind, streaming, latent, next.flops)
}

function demandSize(file: string, { graph }: FrameGraph, { height, width, framesPerLatent }: LatentDescription): void {
  const { points } = causalSize
  const found = graph.outputs.find(({ name }) => name === 'pictures')?.dims ?? []
  const wanted = [framesPerLatent, 3, points * height, points * width]
  if (wanted.every((size, at) => size === found[at])) return
  throw notPublished(file, `draws pictures [${found.join(', ')}] of a latent frame, not [${wanted.join(', ')}]`)
}

function demandReach(kind: CausalDescription['kind'], file: string, graph: FrameGraph): void {
  const found = reachOf(graph)
  if (found <= reach[kind]) return
  throw notPublished(file, `looks back ${found} latent frames, not ${reach[kind]}`)
}

const notPublished = (file: string, what: string): Failure =>
  new Failure('weights.tensor', `The decoder in ${file} ${what}.`, 'Choose a decoder of the published shape.', {
    path: file
  })

/** The chunks whose latents made the caches what they are, oldest first: as many as the decoder reaches back, or all. */
interface Decoded {
  /** SHA-256 of the stored latents of each. */
  readonly hashes: readonly string[]
  /** They are all since the film's start. */
  readonly whole: boolean
}

class CausalDecoder implements Decoder {
  readonly flops: number
  readonly #kind: CausalDescription['kind']
  readonly #streaming: StreamingDecoder
  readonly #size: number
  /** Null: a chunk was not decoded to its end. */
  #decoded: Decoded | null = null

  constructor(
    kind: CausalDescription['kind'],
    streaming: StreamingDecoder,
    { channels, height, width }: LatentDescription,
    flops: number
  ) {
    this.flops = flops
    this.#kind = kind
    this.#streaming = streaming
    this.#size = channels * height * width
  }

  async decode(
    latents: Float32Array,
    past: Past,
    between: () => Promise<void> = () => Promise.resolve()
  ): Promise<Uint8Array[]> {
    const count = latents.length / this.#size
    if (!Number.isInteger(count))
      throw new RangeError(`${latents.length} values are not whole latent frames of ${this.#size}`)
    const most = Math.ceil(reach[this.#kind] / count)
    const before: Decoded = { hashes: past.hashes.slice(-most), whole: past.hashes.length < most }
    const follows = this.#decoded !== null && isSame(this.#decoded, before)
    this.#decoded = null
    if (!follows) await this.#again(past, before, between)
    const pictures = await this.#pictures(latents, between)
    const hashes = [...before.hashes, sha256(toHalfBytes(latents))]
    this.#decoded = { hashes: hashes.slice(-most), whole: before.whole && hashes.length < most }
    const opens = before.whole && before.hashes.length === 0
    return opens && this.#kind === 'tiny' ? pictures.slice(tinyTrimmed) : pictures
  }

  release(): Promise<void> {
    return this.#streaming.release()
  }

  /** Brings the caches to the end of these chunks. */
  async #again(past: Past, { hashes, whole }: Decoded, between: () => Promise<void>): Promise<void> {
    this.#streaming.restart(whole ? 'start' : 'middle')
    if (hashes.length === 0) return
    for (const bytes of (await past.read()).slice(-hashes.length))
      for (const latent of this.#frames(fromHalfBytes(bytes))) {
        await this.#streaming.decode(latent)
        await between()
      }
  }

  async #pictures(latents: Float32Array, between: () => Promise<void>): Promise<Uint8Array[]> {
    const [scale, shift] = range[this.#kind]
    const pictures: Uint8Array[] = []
    for (const [at, latent] of this.#frames(latents).entries()) {
      if (at > 0) await between()
      const { pictures: values, dims } = await this.#streaming.decode(latent)
      const each = values.length / dims[0]!
      for (let at = 0; at < values.length; at += each)
        pictures.push(asRgb(values.subarray(at, at + each), scale, shift))
    }
    return pictures
  }

  #frames(latents: Float32Array): Float32Array[] {
    const count = latents.length / this.#size
    return Array.from({ length: count }, (_, at) => latents.subarray(at * this.#size, (at + 1) * this.#size))
  }
}

const isSame = (one: Decoded, other: Decoded): boolean =>
  one.whole === other.whole &&
  one.hashes.length === other.hashes.length &&
  one.hashes.every((hash, at) => hash === other.hashes[at])

/** From what the networks give to 0 … 255: Wan's pictures are -1 … 1, the tiny decoder's 0 … 1. */
const range = { wan: [127.5, 127.5], tiny: [255, 0] } as const

/** @param values [3, rows, columns] */
function asRgb(values: Float32Array, scale: number, shift: number): Uint8Array {
  const points = values.length / 3
  const rgb = new Uint8ClampedArray(values.length) // rounds, and clamps what the networks leave outside
  for (let point = 0; point < points; point++)
    for (let channel = 0; channel < 3; channel++)
      rgb[3 * point + channel] = values[channel * points + point]! * scale + shift
  return new Uint8Array(rgb.buffer)
}
