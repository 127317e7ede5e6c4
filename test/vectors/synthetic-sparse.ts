/** V13's single cases of any sizes: sparse attention over random queries, keys and values, in float64 (memflow.md §4.6). */
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { dot, meanRow, rowsOf, type Row } from './oracle.ts'
import { floats, integers, type Tensors } from './synthetic-files.ts'

/** Frame numbers of the candidates, frame 0 twice: in the sink, and its copy in the bank. */
const candidateFrames: Readonly<Record<string, readonly number[]>> = {
  c4_layer0: [0, 1, 2, 0],
  c5_layer0: [0, 1, 2, 0, 9],
  c6_layer0: [0, 1, 2, 9, 18, 27]
}
const kept = 3

export function sparseCases(
  shape: TransformerShape,
  { frames_per_chunk: own, seed }: { readonly frames_per_chunk: number; readonly seed: number }
): { tensors: Tensors; cases: object[] } {
  const { dim, heads } = shape
  const headDim = dim / heads
  const perFrame = (shape.latentHeight * shape.latentWidth) / 4
  const draw = gaussians(seed + 5)
  const tensors: Tensors = {}
  const cases = Object.entries(candidateFrames).map(([name, frames], layer) => {
    const rows = (count: number): Row[] => rowsOf(draw(count * perFrame * dim), dim)
    const memory = (): Row[] => {
      const all = rows(frames.length)
      const copy = frames.indexOf(0, 1)
      if (copy > 0) all.splice(copy * perFrame, perFrame, ...all.slice(0, perFrame))
      return all
    }
    const [q, candidateKeys, candidateValues] = [rows(own), memory(), memory()]
    const [localKeys, localValues] = [rows(own + 2), rows(own + 2)]
    const ofHead = (list: Row[], head: number) => list.map((row) => row.slice(head * headDim, (head + 1) * headDim))
    const ofFrame = (list: Row[], index: number) => list.slice(index * perFrame, (index + 1) * perFrame)
    const scores: Row = []
    const indices: Row = []
    const outputs: Row[] = q.map(() => [])
    for (let head = 0; head < heads; head++) {
      const asked = meanRow(ofHead(q, head))
      const relevance = frames.map((_, i) => dot(asked, meanRow(ofHead(ofFrame(candidateKeys, i), head))))
      const best = frames
        .map((_, i) => i)
        .sort((a, b) => relevance[b]! - relevance[a]! || a - b)
        .slice(0, kept)
        .sort((a, b) => a - b)
      scores.push(...relevance)
      indices.push(...best)
      const seen = (memoryRows: Row[], local: Row[]) =>
        ofHead([...best.flatMap((i) => ofFrame(memoryRows, i)), ...local], head)
      const [keys, values] = [seen(candidateKeys, localKeys), seen(candidateValues, localValues)]
      ofHead(q, head).forEach((query, row) => outputs[row]!.push(...attended(query, keys, values)))
    }
    const flat = (list: Row[]) => floats([list.length, heads, headDim], list.flat())
    Object.assign(tensors, {
      [`in.${name}.q`]: flat(q),
      [`in.${name}.k_global`]: flat(candidateKeys),
      [`in.${name}.v_global`]: flat(candidateValues),
      [`in.${name}.k_local`]: flat(localKeys),
      [`in.${name}.v_local`]: flat(localValues),
      [`out.${name}.scores`]: floats([heads, frames.length], scores),
      [`out.${name}.indices`]: integers([heads, kept], indices),
      [`out.${name}.frames`]: integers(
        [heads, kept],
        indices.map((i) => frames[i]!)
      ),
      [`out.${name}.heads`]: flat(outputs)
    })
    return { case: name, start: own, layer, candidates: frames }
  })
  return { tensors, cases }
}

/** Softmax attention of one query. */
function attended(query: Row, keys: readonly Row[], values: readonly Row[]): Row {
  const logits = keys.map((key) => dot(query, key) / Math.sqrt(query.length))
  const highest = Math.max(...logits)
  const shares = logits.map((logit) => Math.exp(logit - highest))
  const total = shares.reduce((a, b) => a + b)
  return query.map((_, channel) => shares.reduce((sum, share, i) => sum + (share / total) * values[i]![channel]!, 0))
}
