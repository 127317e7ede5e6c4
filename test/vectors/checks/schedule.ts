/** V8: from network output to x0, and to the next step's input. */
import { renoise, toClean } from '../../../engine/schedule/schedule.ts'
import { scheduleOfSet } from '../replay.ts'
import { rowOf, type Row, type VectorSet } from '../set.ts'

export async function checkSchedule(id: string, set: VectorSet): Promise<Row[]> {
  const { sigmas, timesteps, prediction } = scheduleOfSet(set)
  const rows = [rowOf(id, 'in.t', 1e-6, timesteps, set.floats(id, 'in.t'))]
  const x = set.floats(id, 'in.x_t')
  const flow = set.floats(id, 'in.flow')
  const noise = set.floats(id, 'in.eps')
  for (const [step, sigma] of sigmas.entries()) {
    const x0 = new Float32Array(x.length)
    toClean(prediction, sigma, x, flow, x0)
    rows.push(set.compare(id, `out.x0_${step}`, x0))
    const next = sigmas[step + 1]
    if (next === undefined) continue
    renoise(next, x0, noise.subarray(step * x.length, (step + 1) * x.length), x0)
    rows.push(set.compare(id, `out.renoised_${step + 1}`, x0))
  }
  return rows
}
