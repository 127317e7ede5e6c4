/**
 * The prover process: reads a film's whole file and compares it with the stored hashes. Main never waits for it, and it may
 * be killed at any time. It has its own read-only connection.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { Failure } from '../../app/base/failure.ts'
import { parentOf } from '../side/parent.ts'
import { openStore } from '../store/open.ts'
import { diskFault } from '../store/readable.ts'
import type { FromProver, ToProver } from './messages.ts'

/** Milliseconds: progress interval, and how long it works before it rests while film is made. */
const [reportEvery, workFor] = [200, 10]
let yields = false

const { say } = parentOf<ToProver, FromProver>('throughline-check', 19, (message) => {
  if (message.type === 'yield') yields = message.on
  else void prove(message.path)
})

async function prove(path: string): Promise<void> {
  try {
    const store = openStore(path, { readOnly: true })
    const of = store.things
    let [things, reported, worked] = [0, performance.now(), performance.now()]
    let isWhole = true
    for (const fault of store.faults()) {
      things += 1
      if (fault) say({ type: 'fault', fault })
      isWhole &&= fault === null
      const now = performance.now()
      if (now - reported > reportEvery) {
        say({ type: 'looked', things, of })
        reported = now
      }
      if (now - worked < workFor) continue
      await rest(yields ? 9 * (now - worked) : 0)
      worked = performance.now()
    }
    store.close()
    const unreadable = isWhole ? null : diskFault(path)
    if (unreadable) throw unreadable
    say({ type: 'done', things })
  } catch (error) {
    say({ type: 'failed', error: Failure.from(error).toData() })
  }
}
