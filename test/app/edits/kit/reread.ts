/** A history as it comes back from a file. */
import type { Entry, History } from '../../../../app/edits/history.ts'
import { parseEntry, storedEntry } from '../../../../app/edits/stored-entry.ts'

const again = (entry: Entry): Entry => parseEntry(JSON.parse(JSON.stringify(storedEntry(entry))), entry.number)!

export const reread = ({ done, undone }: History): History => ({ done: done.map(again), undone: undone.map(again) })
