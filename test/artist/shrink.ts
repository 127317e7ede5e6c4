/** Finds a shortest sequence that still shows a fault, by replaying parts of the run (delta debugging). */
import type { Step } from './command.ts'
import type { Run } from './run.ts'

/**
 * @param steps those of a run that ended in the fault
 * @param oracle that detected it; other faults on the way do not count
 * @param again replays some of the steps with a new film
 * @param within time limit in seconds; then the best result so far is returned
 */
export async function shrink(
  steps: readonly Step[],
  oracle: string,
  again: (steps: readonly Step[]) => Promise<Run>,
  within: number
): Promise<{ steps: readonly Step[]; run: Run | null }> {
  const until = Date.now() + within * 1000
  let best = steps
  let found: Run | null = null
  const fails = async (some: readonly Step[]): Promise<boolean> => {
    if (some.length === 0 || Date.now() > until) return false
    const run = await again(some)
    if (run.fault?.oracle !== oracle) return false
    best = some.slice(0, run.fault.at + 1)
    found = run
    return true
  }
  // Often the last few steps are enough.
  for (let last = 3; last < steps.length; last *= 2) if (await fails(steps.slice(-last))) break
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1 && Date.now() < until;
    size = size > 1 ? Math.ceil(size / 2) : 0
  )
    for (let at = 0; at < best.length;) if (!(await fails([...best.slice(0, at), ...best.slice(at + size)]))) at += size
  return { steps: best, run: found }
}
