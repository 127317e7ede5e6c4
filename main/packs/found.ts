/** What lies in folders that are to be added: packs, or files of a model as others publish them. Reads no weights, writes nothing. */
import { existsSync } from 'node:fs'
import { inspect, type Inspection, type Watcher, type Wishes } from '../../engine/models/inspect.ts'
import { isPack } from './foreign.ts'
import type { PackPlaces } from './places.ts'
import { packsToAdd, type PackToAdd } from './to-add.ts'

export type FoundToAdd =
  | { readonly kind: 'packs'; readonly packs: readonly PackToAdd[] }
  | { readonly kind: 'files'; readonly files: Inspection }

/** @throws Failure as `packsToAdd`; of files `models.folder`, `models.use` */
export async function foundToAdd(
  folders: readonly string[],
  places: PackPlaces,
  wishes: Wishes,
  watcher: Watcher
): Promise<FoundToAdd> {
  if (folders.every((folder) => existsSync(folder) && !isPack(folder))) {
    const files = inspect(folders, wishes, watcher)
    if (Object.values(files.parts).some((list) => list.length > 0)) return { kind: 'files', files }
  }
  return { kind: 'packs', packs: await packsToAdd(folders, places) }
}
