/** What a table of the bench compares: the policies, and `memflow` with every card made again once, looking ahead to the one after. */
import { policyNames, type PolicyName } from '../../../app/ledger/policies.ts'

export type Column = PolicyName | 'lookahead'

/** The baseline is first. */
const plainer: readonly Column[] = ['none', 'sink', 'fifo']
export const everyColumn: readonly Column[] = [
  ...plainer,
  ...policyNames.filter((name) => !plainer.includes(name)),
  'lookahead'
]

export const policyOf = (column: Column): PolicyName => (column === 'lookahead' ? 'memflow' : column)
