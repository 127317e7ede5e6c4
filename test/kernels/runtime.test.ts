import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Graph } from '../../kernels/onnx/graph.ts'
import { add, linear, split } from '../../kernels/onnx/ops.ts'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import { loadGraph } from '../../kernels/runtime/loaded-graph.ts'
import { toHalf } from '../../kernels/weights/float16.ts'
import { openWeights } from '../../kernels/weights/safetensors.ts'
import { encodeSafetensors } from './kit/safetensors-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'runtime-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const path = join(folder, 'weights.safetensors')
writeFileSync(
  path,
  encodeSafetensors({
    odd: { dtype: 'U8', shape: [1], data: Uint8Array.of(1) },
    w: { dtype: 'F16', shape: [2, 3], data: toHalf(Float32Array.of(1, 2, 3, 4, 5, 6)) },
    b: { dtype: 'BF16', shape: [2], data: Uint16Array.of(0x3f80, 0xc000) }
  })
)
const options = { threads: 1, spin: false }

/** y = w x + b, and x + x; w and b lie unaligned in the file. */
function affine(): Graph {
  const weights = openWeights(path)
  const graph = new Graph('affine')
  const x = graph.input('x', 'float32', ['rows', 3])
  graph.output(linear(graph, x, graph.weight(weights, 'w'), graph.weight(weights, 'b')), 'float32', ['rows', 2], 'y')
  graph.output(add(graph, x, graph.input('x2', 'float32', ['rows', 3])), 'float32', ['rows', 3], 'twice')
  return graph
}
const feed = (rows: number) => ({ data: Float32Array.from({ length: rows * 3 }, (_, i) => i), dims: [rows, 3] })

describe('a loaded graph', () => {
  test('runs a graph with weights in a safetensors file, for any number of rows', async () => {
    const loaded = await loadGraph(affine(), options)
    const results = await loaded.run({ x: feed(2), x2: feed(2) })
    expect([...results.floats('y')]).toEqual([9, 15, 27, 60])
    expect(results.get('twice').dims).toEqual([2, 3])
    const none = await loaded.run({ x: feed(0), x2: feed(0) })
    expect(none.get('y').dims).toEqual([0, 2])
    expect(() => results.floats('absent')).toThrow(RangeError)
    expect(() => results.integers('y')).toThrow(RangeError)
    await loaded.release()
    await loaded.release()
    await expect(loaded.run({ x: feed(1), x2: feed(1) })).rejects.toThrow('released')
  })

  test('refuses every wrong feed by name', async () => {
    const loaded = await loadGraph(affine(), options)
    const wrong: [object, string][] = [
      [{ x: feed(1) }, '"x2" is missing'],
      [{ x: feed(1), x2: feed(1), x3: feed(1) }, 'no input "x3"'],
      [{ x: feed(1), x2: feed(2) }, '"x2" is of shape [2, 3]'],
      [{ x: feed(1), x2: { ...feed(1), dims: [3] } }, '"x2" is of shape [3]'],
      [{ x: feed(1), x2: { ...feed(1), dims: [1, 4] } }, '"x2" is of shape [1, 4]'],
      [{ x: feed(1), x2: { ...feed(2), dims: [1, 3] } }, '"x2" has 6 values'],
      [{ x: feed(1), x2: { data: new Int32Array(3), dims: [1, 3] } }, '"x2" is not float32']
    ]
    for (const [feeds, words] of wrong) await expect(loaded.run(feeds as never)).rejects.toThrow(words)
    await loaded.release()
  })

  test('turns the runtime’s refusals into failures', async () => {
    const graph = affine()
    split(graph, 'nowhere', 0, 2)
    await expect(loadGraph(graph, options)).rejects.toMatchObject({ name: 'Failure', code: 'runtime.load' })
    const gone = affine()
    const loaded = await loadGraph(gone, options)
    await loaded.release()
    rmSync(path)
    await expect(loadGraph(gone, options)).rejects.toMatchObject({ name: 'Failure', code: 'runtime.load' })
  })

  test('uses no more threads than cores', () => {
    expect(physicalCores()).toBeGreaterThanOrEqual(1)
    expect(physicalCores()).toBeLessThanOrEqual(navigator.hardwareConcurrency)
  })
})
