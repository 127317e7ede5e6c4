/** What follows from the state of a run: the control of its job, and what is displayed. Pure. */
import type { JobTurn } from '../../app/contract/engine.ts'
import type { RunState } from './run-state.ts'

/** The control of the current job. */
export function turnOf(state: RunState): JobTurn {
  if (state.name === 'ending') return 'stop'
  return (state.name === 'making' || state.name === 'finishing') && state.paused ? 'pause' : 'go'
}

/** The run's condition as it is displayed. */
export type Condition = 'starting' | 'working' | 'paused' | 'restarting' | 'stopping' | 'asking'

export function conditionOf(state: RunState): Condition {
  if (state.name === 'over' || ('then' in state && state.then !== 'on')) return 'stopping'
  if (state.name === 'asking') return 'asking'
  if (state.paused) return 'paused'
  if (state.name === 'waking') return 'starting'
  return state.name === 'making' && state.engine === 'restarting' ? 'restarting' : 'working'
}
