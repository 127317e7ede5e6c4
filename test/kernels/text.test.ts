import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadGraph, type LoadedGraph } from '../../kernels/runtime/loaded-graph.ts'
import { bertGraph } from '../../kernels/text/bert.ts'
import { openWeights, readFloats, readIntegers } from '../../kernels/weights/safetensors.ts'
import { relativeError } from '../vectors/set.ts'

const pack = new URL('../../assets/packs/storybook/', import.meta.url).pathname
const weights = openWeights(`${pack}text.safetensors`)
const golden = openWeights(`${pack}golden.safetensors`)
const shape = { dim: 384, heads: 12, layers: 6, ffn: 1536, eps: 1e-12 }

describe('text encoder graph', () => {
  let loaded: LoadedGraph
  beforeAll(async () => {
    loaded = await loadGraph(bertGraph(weights, shape), { threads: 2, spin: false })
  })
  afterAll(() => loaded.release())

  test.each([0, 1, 2, 3])('gives the features of golden prompt %i', async (prompt) => {
    const ids = BigInt64Array.from(readIntegers(golden, `text.${prompt}.ids`), BigInt)
    const positions = ids.map((_, position) => BigInt(position))
    const dims = [ids.length]
    const features = (await loaded.run({ ids: { data: ids, dims }, positions: { data: positions, dims } })).get(
      'features'
    )
    expect(features.dims).toEqual([ids.length, shape.dim])
    expect(relativeError(features.data as Float32Array, readFloats(golden, `text.${prompt}.features`))).toBeLessThan(
      5e-6
    )
  })

  test('refuses sizes that the weights do not have', () => {
    expect(() => bertGraph(weights, { ...shape, ffn: 1024 })).toThrow(
      /intermediate\.dense\.weight.* as \[1536, 384\], not \[1024, 384\]/
    )
    expect(() => bertGraph(weights, { ...shape, layers: 7 })).toThrow(/no tensor "encoder\.layer\.6/)
  })
})
