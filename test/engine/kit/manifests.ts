/** Manifests for tests: the shipped one, and a small one of Wan's kind. */
import { readFileSync } from 'node:fs'
import { packFolder } from './pack-parts.ts'

type Fields = { [name: string]: unknown }

export const storybookManifest = (): object => JSON.parse(readFileSync(`${packFolder}manifest.json`, 'utf8')) as object

/** A copy with one field changed, named by its path; `undefined` removes the field. */
export function withField(manifest: object, path: string, value: unknown): object {
  const copy = structuredClone(manifest)
  const names = path.split('.')
  const last = names.pop()!
  const parent = names.reduce((at, name) => at[name] as Fields, copy as Fields)
  parent[last] = value
  return copy
}

const hash = 'a'.repeat(64)

/** MemFlow on Wan at the size of the fake transformer: absolute positions, velocity, shift, re-cache, padded text, causal decoder. */
export const wanManifest = (): object => ({
  format: 'throughline-pack',
  version: 1,
  id: 'wan-tiny',
  revision: '1',
  name: 'Wan, tiny',
  about: 'Conventions of Wan 2.1 with MemFlow.',
  licence: { model: 'Apache-2.0' },
  video: { width: 32, height: 32, fps: 16, framesPerLatent: 4, firstLatentFrames: 1 },
  latent: { channels: 2, height: 4, width: 4, mean: [0, 0], std: [1, 1] },
  chunk: { latents: 3 },
  transformer: {
    file: 'transformer.safetensors',
    sha256: hash,
    dim: 12,
    heads: 2,
    layers: 2,
    ffn: 12,
    patch: [1, 2, 2],
    textDim: 12,
    freqDim: 2,
    eps: 1e-6,
    qkNorm: true,
    crossAttentionNorm: true,
    rope: { theta: 10000, split: [2, 2, 2], positions: 'absolute' }
  },
  memory: {
    policy: 'memflow',
    sink: 3,
    bank: 3,
    window: 6,
    recordEvery: 3,
    enterBank: 'nextChunk',
    recache: true,
    agreement: 'max'
  },
  sampler: { kind: 'warped', steps: [1000, 750, 500, 250], shift: 5, timestepScale: 1000, prediction: 'velocity' },
  text: {
    kind: 'umt5',
    file: 'text.safetensors',
    sha256: hash,
    tokenizer: 'tokenizer.json',
    dim: 12,
    layers: 24,
    heads: 64,
    ffn: 10240,
    buckets: 32,
    eps: 1e-6,
    maxTokens: 16,
    padding: 'zeros'
  },
  autoencoder: { kind: 'wan', file: 'vae.safetensors', sha256: hash, dim: 96 }
})
