/** Every policy by name: the compiler reports a missing one. */
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { Policy } from '../policy.ts'
import { fifo } from './fifo.ts'
import { memflow } from './memflow.ts'
import { none } from './none.ts'
import { recall } from './recall.ts'
import { released } from './released.ts'
import { sink } from './sink.ts'

export const policies: Readonly<{ [Name in PolicyName]: Policy & { readonly name: Name } }> = {
  memflow,
  recall,
  released,
  none,
  sink,
  fifo
}
