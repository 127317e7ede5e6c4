/** V12, R12: one decision from its complete inputs, then the banks and decisions of several roll-outs. */
import type { FrameRef } from '../../../app/ledger/records.ts'
import { meanRows, relevance } from '../../../engine/memory/score.ts'
import { replay, type Replay } from '../replay.ts'
import type { Row, VectorSet } from '../set.ts'
import { keyRows, x0Row, type Policy, type RolloutExtra } from './rollout.ts'

/** @param policyOf the policy of a roll-out by its name */
export async function checkBank(id: string, set: VectorSet, policyOf: (name: string) => Policy): Promise<Row[]> {
  const rows = set.has(id, 'out.scores') ? [checkScores(id, set)] : []
  for (const name of set.tensors(id).flatMap((tensor) => /^out\.(.+)\.bank_ids$/.exec(tensor)?.[1] ?? [])) {
    const extra = (set.extra(id)[name] ?? {}) as RolloutExtra
    const chunks = set.shapeOf(id, `out.${name}.bank_ids`)[0]!
    const done = await replay(set, { ...policyOf(name), chunks, switches: extra.switches ?? [] })
    const events = done.decisions
    const ats = (refs: readonly FrameRef[]) => refs.map(({ at }) => at)
    rows.push(
      set.compareExactly(id, `out.${name}.bank_ids`, bankIds(set, done)),
      set.compareExactly(
        id,
        `out.${name}.event_start_layer`,
        events.flatMap(({ start, prompt, decision }) => [start, decision.layer, prompt])
      ),
      set.compareExactly(
        id,
        `out.${name}.event_candidates`,
        events.flatMap(({ decision }) => ats(decision.candidates))
      ),
      set.compareExactly(
        id,
        `out.${name}.event_result`,
        events.flatMap(({ decision }) => ats(decision.kept))
      ),
      set.compare(
        id,
        `out.${name}.event_scores`,
        events.flatMap(({ decision }) => decision.scores)
      ),
      ...keyRows(id, set, extra, done, `${name}.keys`)
    )
    if (set.has(id, `out.${name}.x0`)) rows.push(x0Row(id, set, `out.${name}.x0`, done))
  }
  return rows
}

function checkScores(id: string, set: VectorSet): Row {
  const { dim, heads } = set.shape
  const text = set.floats(id, 'in.text_k')
  const bank = set.floats(id, 'in.bank_k')
  const count = set.shapeOf(id, 'out.scores')[0]!
  const tokens = bank.length / dim / count
  const asked = meanRows(text, dim, 0, text.length / dim)
  const scores = Array.from({ length: count }, (_, frame) =>
    relevance(asked, meanRows(bank, dim, frame * tokens, tokens), heads)
  )
  return set.compare(id, 'out.scores', scores)
}

/** [chunk, layer, bank]: the bank as the chunk's passes read it, -1 where it is empty. */
function bankIds(set: VectorSet, done: Replay): number[] {
  const { rules } = done
  const size = set.config.bank_size
  return done.attended
    .filter(({ pass }) => pass === 'chunk')
    .flatMap(({ start, past }) => {
      const sink = Math.min(rules.sink, start)
      const window = Math.min(rules.window, start - sink)
      return past.flatMap((ats) => [...ats.slice(sink, ats.length - window), ...Array(size).fill(-1)].slice(0, size))
    })
}
