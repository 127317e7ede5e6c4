/** V13's roll-out with sparse memory. */
import { replay } from '../replay.ts'
import { rowOf, type Row, type VectorSet } from '../set.ts'
import { chunksOf, x0Row, type RecordedSelection, type RolloutExtra } from './rollout.ts'

/** Frames of sink and bank that each head keeps in the published code (memflow.md §4.6). */
const smaFrames = 3

/** The roll-out with sparse memory: x0, and which candidates every head of every pass kept, by frame number. */
export async function smaRollout(id: string, set: VectorSet): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const recorded = extra.passes ?? []
  const k = Math.max(smaFrames, ...recorded.flatMap(({ selected }) => selected.map((kept) => kept.length)))
  const done = await replay(set, {
    policy: 'released',
    chunks: chunksOf(id, set),
    switches: extra.switches ?? set.config.sma_switches ?? [],
    sma: { k }
  })
  const { heads } = set.shape
  const { sink, chunk } = done.rules
  // A pass numbers its own candidates first; the recorded list has the sink in temporal order, then the bank.
  const listed = ({ kind, start }: RecordedSelection, index: number): number => {
    const older = kind === 'recache' ? 0 : Math.min(sink, start)
    const own = Math.min(chunk, sink - older)
    if (index >= older + own) return index
    return index < own ? older + index : index - own
  }
  const frames = (candidates: readonly number[], kept: Iterable<number>) =>
    Array.from(kept, (index) => candidates[index] ?? -1).sort((a, b) => a - b)
  const actual = recorded.flatMap((selection) => {
    const { pas, layer, candidates } = selection
    const kept = done.passes[pas]?.selected?.[layer] ?? new Int32Array(0)
    const each = kept.length / heads
    return Array.from({ length: heads }, (_, head) => kept.subarray(head * each, (head + 1) * each)).flatMap((of) =>
      frames(
        candidates,
        Array.from(of, (index) => listed(selection, index))
      )
    )
  })
  const expected = recorded.flatMap(({ candidates, selected }) => selected.flatMap((kept) => frames(candidates, kept)))
  const selections = recorded.length > 0 ? [rowOf(id, 'extra.passes', 'exact', actual, expected)] : []
  return [x0Row(id, set, 'out.x0', done), ...selections]
}
