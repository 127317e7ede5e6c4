/** Starts a run's engine. A device that fails twice in a row is never replaced silently: the run asks, and waits. */
import type { ModelInfo } from '../../app/contract/engine.ts'
import { isGivenUp } from '../supervisor/device-end.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Control } from './control.ts'
import type { RunEvent } from './events.ts'
import { fitOf } from './fit.ts'

export interface WakingParts {
  readonly supervisor: Supervisor
  readonly emit: (event: RunEvent) => void
}

/**
 * Waits until the engine has loaded its pack.
 * @returns null when the run was stopped while it asked
 * @throws Failure why the engine cannot be started
 */
export async function woken(parts: WakingParts, control: Control): Promise<ModelInfo | null> {
  const { supervisor, emit } = parts
  const unwatch = supervisor.watch((state) => {
    if (state.name === 'restarting') emit({ type: 'restarted', reason: state.after.toData() })
  })
  return supervisor
    .start()
    .finally(unwatch)
    .catch((error: unknown) => wokenAgain(error, parts, control))
}

/**
 * After a failure of the engine: asks what to do if its device gave up, then as `woken`.
 * @throws Failure also any other failure than that
 */
export async function wokenAgain(error: unknown, parts: WakingParts, control: Control): Promise<ModelInfo | null> {
  if (!isGivenUp(error)) throw error
  const { supervisor, emit } = parts
  const fit = error.facts.reason === 'device.memory' ? await fitOf(supervisor.pack) : null
  control.take('gaveUp')
  if (control.state.name === 'asking') emit({ type: 'gaveUp', failure: error.toData(), fit })
  await control.answered()
  return control.state.name === 'over' ? null : woken(parts, control)
}
