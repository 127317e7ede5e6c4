/** Takes named in a history: undo or redo can add or remove them. */
import type { TakeId } from '../ids.ts'
import type { Change } from './change.ts'
import type { History } from './history.ts'

export const namedTakes = ({ done, undone }: History): ReadonlySet<TakeId> =>
  new Set([...done, ...undone].flatMap(({ changes, inverse }) => [...changes, ...inverse].flatMap(takesOf)))

function takesOf(change: Change): readonly TakeId[] {
  if (change.kind === 'insert') return change.places.flatMap(({ card }) => card.takes.map(({ take }) => take))
  if (change.kind === 'set') return change.cards.flatMap(({ takes }) => takes.map(({ take }) => take))
  return []
}
