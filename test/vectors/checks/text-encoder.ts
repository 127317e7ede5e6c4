/** V16: the umT5 encoder: buckets, bias tables, every layer, and the whole. */
import { bucketsOf, relativeBucket } from '../../../kernels/text/umt5.ts'
import { encodeUmt5 } from '../../../kernels/text/umt5-encoder.ts'
import { readFloats } from '../../../kernels/weights/safetensors.ts'
import type { Row, VectorSet } from '../set.ts'
import { runtimeOptions } from './taps.ts'

export async function checkTextEncoder(id: string, set: VectorSet): Promise<Row[]> {
  const weights = set.ownWeights(id)
  const mask = set.integers(id, 'in.mask')
  const ids = set.integers(id, 'in.ids').filter((_, at) => mask[at] === 1)
  const buckets = bucketsOf(weights)
  const distances = set.integers(id, 'in.relative_positions')
  const layers: Float32Array[] = []
  const features = await encodeUmt5(weights, ids, runtimeOptions, (_, x) => layers.push(x))

  /** [layer, head, query, key] of the first so many queries and keys. */
  const bias = (queries: number, keys: number): number[] =>
    layers.flatMap((_, layer) => {
      const name = `blocks.${layer}.pos_embedding.embedding.weight`
      const table = readFloats(weights, name)
      const heads = table.length / buckets
      return Array.from({ length: heads * queries * keys }, (_, at) => {
        const [head, query, key] = [Math.floor(at / (queries * keys)), Math.floor(at / keys) % queries, at % keys]
        return table[relativeBucket(key - query, buckets) * heads + head]!
      })
    })
  const rows = [
    set.compareExactly(
      id,
      'out.buckets',
      distances.map((distance) => relativeBucket(distance, buckets))
    ),
    ...layers.map((x, layer) => set.compare(id, `out.unpadded_layer${layer}`, x)),
    set.compare(id, 'out.unpadded', features),
    set.compare(id, 'out.padded_real_rows', features)
  ]
  for (const tensor of set.tensors(id)) {
    const few = /^out\.first(\d+)$/.exec(tensor)
    if (few) rows.push(set.compare(id, tensor, await encodeUmt5(weights, ids.slice(0, Number(few[1])), runtimeOptions)))
    if (/^out\.bias_/.test(tensor)) {
      const dims = set.shapeOf(id, tensor)
      rows.push(set.compare(id, tensor, bias(dims.length === 3 ? 1 : dims[2]!, dims.at(-1)!)))
    }
  }
  return rows
}
