/**
 * The process that works on packs: one job, then main ends it. Main never waits for it. It may be killed at any time: what it has
 * written so far is hidden under its process id, and goes with the next job.
 */
import { Failure, type FailureData } from '../../app/base/failure.ts'
import { parentOf } from '../side/parent.ts'
import type { FromPacker, ToPacker } from './messages.ts'
import { doJob } from './work.ts'

const stop = new AbortController()
/** Waits for main's answer about a copied pack. */
let proven: ((error: FailureData | null) => void) | null = null

const { say } = parentOf<ToPacker, FromPacker>('throughline-models', 10, (message) => {
  if (message.type === 'stop') stop.abort()
  else if (message.type === 'proven') proven?.(message.error)
  else void work(message)
})

function prove(folder: string): Promise<void> {
  say({ type: 'prove', folder })
  return new Promise((resolve, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error))
    proven = (error) => (error ? reject(Failure.from(error)) : resolve())
  })
}

async function work({ job, places }: Extract<ToPacker, { type: 'do' }>): Promise<void> {
  try {
    say({ type: 'done', result: await doJob(job, { places, signal: stop.signal, tell: say, prove }) })
  } catch (error) {
    say(stop.signal.aborted ? { type: 'stopped' } : { type: 'failed', error: Failure.from(error).toData() })
  }
}
