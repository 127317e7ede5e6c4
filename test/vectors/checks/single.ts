/** V9, V10, R10: roll-outs of one prompt. */
import { replay } from '../replay.ts'
import type { Row, VectorSet } from '../set.ts'
import { chunksOf, framesOf, keyRows, layersOf, x0Row, type Policy, type RolloutExtra } from './rollout.ts'
import { joined } from './taps.ts'

/** Teacher forcing: recorded latents through clean passes alone. */
export async function checkCleanPasses(id: string, set: VectorSet): Promise<Row[]> {
  const teacher = set.floats(id, 'in.x0')
  const frames = set.shapeOf(id, 'in.x0')[0]!
  const chunks = frames / set.config.frames_per_chunk
  const done = await replay(set, { policy: 'released', variant: 'single', chunks, switches: [], teacher })
  const written = (part: 'keys' | 'values'): Float32Array =>
    joined(
      layersOf(set).flatMap((layer) =>
        done.chunks.flatMap(({ pages }) => framesOf(set).map((frame) => pages[0]![part](layer, frame)))
      )
    )
  return [set.compare(id, 'out.k', written('keys')), set.compare(id, 'out.v', written('values'))]
}

export async function checkSingle(id: string, set: VectorSet, policy: Policy): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const done = await replay(set, { ...policy, chunks: chunksOf(id, set), switches: [] })
  const steps = done.passes.flatMap(({ x0 }) => (x0 ? [x0] : []))
  const rows = [x0Row(id, set, 'out.x0', done)]
  if (set.has(id, 'out.x0_steps')) {
    const recorded = set.shapeOf(id, 'out.x0_steps')
    rows.push(set.compare(id, 'out.x0_steps', joined(steps.slice(0, recorded[0]! * recorded[1]!))))
  }
  return [...rows, ...keyRows(id, set, extra, done)]
}
