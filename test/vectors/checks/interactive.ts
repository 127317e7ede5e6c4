/** V11, R11: roll-outs with prompt switches, and what each re-cache leaves. */
import type { FrameRef } from '../../../app/ledger/records.ts'
import { replay, type Replay } from '../replay.ts'
import type { Row, VectorSet } from '../set.ts'
import { chunksOf, keyRows, layersOf, x0Row, type Policy, type RecordedRecache, type RolloutExtra } from './rollout.ts'
import { joined } from './taps.ts'

export async function checkInteractive(id: string, set: VectorSet, policy: Policy): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const switches = extra.switches ?? set.config.switches ?? []
  const done = await replay(set, { ...policy, chunks: chunksOf(id, set), switches })
  const rows = [x0Row(id, set, 'out.x0', done), ...keyRows(id, set, extra, done)]
  for (const recorded of extra.recache ?? []) rows.push(...recacheRows(id, set, recorded, done))
  return rows
}

/** Sink before and after a re-cache, and the window after it. A switch at frame 0 has nothing to encode again. */
function recacheRows(id: string, set: VectorSet, recorded: RecordedRecache, done: Replay): Row[] {
  const at = recorded.recache_start + recorded.recache_frames
  const made = done.chunks.find(({ start }) => start === at)
  if (at === 0 || !made) return []
  const page = made.pages[0]!
  const pageFrom = at - page.frames
  const windowFrom = recorded.window_first_frame
  const windowFrames = Array.from({ length: at - windowFrom }, (_, index) => windowFrom + index - pageFrom)
  /** The chunk itself may have added to a sink that is longer than a chunk. */
  const sink = (memory: typeof made.before, part: 'keys' | 'values') =>
    joined(
      memory.layers.flatMap((layer, index) =>
        layer.sink.filter((ref) => ref.at < at).map((ref: FrameRef) => done.frame(index, ref)[part])
      )
    )
  const rows: Row[] = []
  for (const [letter, part] of [['k', 'keys'] as const, ['v', 'values'] as const]) {
    const window = layersOf(set).flatMap((layer) => windowFrames.map((frame) => page[part](layer, frame)))
    const tensors = {
      [`sink_${letter}_before`]: sink(made.before, part),
      [`sink_${letter}_after`]: sink(made.after, part),
      [`window_${letter}_after`]: joined(window)
    }
    for (const [name, actual] of Object.entries(tensors))
      rows.push(set.compare(id, `out.switch${recorded.switch_frame}.${name}`, actual))
  }
  return rows
}
