/** V13's single cases: relevance, the candidates each head keeps, and what it then attends to. */
import { Graph } from '../../../kernels/onnx/graph.ts'
import type { Feed } from '../../../kernels/runtime/feeds.ts'
import { loadGraph } from '../../../kernels/runtime/loaded-graph.ts'
import { sparse } from '../../../kernels/transformer/attention.ts'
import { keysValuesInput } from '../../../kernels/transformer/graphs.ts'
import { Failure } from '../../../app/base/failure.ts'
import type { Row, VectorSet } from '../set.ts'
import { runtimeOptions } from './taps.ts'

export async function checkSparseCases(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const graph = new Graph('sparse attention')
  const q = graph.input('q', 'float32', [1, 'tokens', shape.dim])
  const candidates = keysValuesInput(graph, { keys: 'candidate.k', values: 'candidate.v' }, 'candidates', shape.dim)
  const local = keysValuesInput(graph, { keys: 'local.k', values: 'local.v' }, 'local', shape.dim)
  const done = sparse(graph, shape, q, candidates, local, graph.input('keep', 'int64', [1]))
  graph.output(done.output, 'float32', null, 'heads')
  graph.output(done.relevance, 'float32', null, 'scores')
  graph.output(done.selected, 'int64', null, 'selected')
  const loaded = await loadGraph(graph, runtimeOptions)
  const rows: Row[] = []
  for (const { name, frames } of casesOf(id, set)) {
    const feed = (tensor: string): Feed => {
      const data = set.floats(id, `in.${name}.${tensor}`)
      return { data, dims: [1, data.length / shape.dim, shape.dim] }
    }
    const kept = set.shapeOf(id, `out.${name}.indices`)[1]!
    const results = await loaded.run({
      q: feed('q'),
      'candidate.k': feed('k_global'),
      'candidate.v': feed('v_global'),
      'local.k': feed('k_local'),
      'local.v': feed('v_local'),
      keep: { data: BigInt64Array.of(BigInt(kept)), dims: [1] }
    })
    const selected = lowestCopies(results.integers('selected'), kept, results.floats('scores'), frames)
    rows.push(
      set.compare(id, `out.${name}.scores`, results.floats('scores')),
      set.compareExactly(id, `out.${name}.indices`, selected),
      set.compareExactly(
        id,
        `out.${name}.frames`,
        selected.map((index) => frames[index] ?? -1)
      ),
      set.compare(id, `out.${name}.heads`, results.floats('heads'))
    )
  }
  await loaded.release()
  return rows
}

/**
 * Sink and bank may hold the same frame, written in different passes: equal but for rounding, so that rounding decides
 * which copy a head keeps. As in the recorded set, the copy with the lower index is named.
 * @param selected [heads, kept], @param relevance [heads, candidates], @param frames frame number of each candidate
 */
function lowestCopies(
  selected: readonly number[],
  kept: number,
  relevance: Float32Array,
  frames: readonly number[]
): number[] {
  const largest = relevance.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  const result: number[] = []
  for (let head = 0; head * kept < selected.length; head++) {
    const row = relevance.subarray(head * frames.length, (head + 1) * frames.length)
    const chosen = new Set(selected.slice(head * kept, (head + 1) * kept))
    for (const index of [...chosen].sort((a, b) => a - b)) {
      const same = (frame: number, other: number): boolean =>
        other < index && frame === frames[index] && Math.abs(row[other]! - row[index]!) <= 1e-5 * largest
      const copy = frames.findIndex((frame, other) => same(frame, other) && !chosen.has(other))
      if (copy < 0) continue
      chosen.delete(index)
      chosen.add(copy)
    }
    result.push(...[...chosen].sort((a, b) => a - b))
  }
  return result
}

/** The recorded cases and the frame number of each candidate. @throws Failure `vectors.malformed` */
function casesOf(id: string, set: VectorSet): { name: string; frames: readonly number[] }[] {
  const { cases } = set.extra(id)
  if (!Array.isArray(cases)) throw new Failure('vectors.malformed', `${id} lists no cases.`, 'Record the set again.')
  return (cases as { case: string; candidates: readonly number[] }[]).map((entry) => ({
    name: entry.case,
    frames: entry.candidates
  }))
}
