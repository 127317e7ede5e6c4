/** Removes an added pack. */
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { Failure } from '../../app/base/failure.ts'
import { filesOf } from '../../engine/pack/files.ts'
import { isRecord, readRecord } from './record.ts'
import { isLink, type ShelvedPack } from './shelf.ts'
import { openShelf, shelfFailure, stagedAs } from './staging.ts'

/**
 * Refuses the embedded pack, and a folder that contains other files than the pack's.
 * @throws Failure `pack.embedded`, `pack.other-files`
 */
export async function demandRemovable(pack: ShelvedPack): Promise<void> {
  const { model, folder, embedded, manifest } = pack
  if (embedded)
    throw new Failure('pack.embedded', `${model} comes with the program and stays with it.`, 'Nothing was removed.', {
      model
    })
  if (isLink(pack)) return
  const noted = await readRecord(folder).catch(() => null)
  const own = new Set([
    'manifest.json',
    ...(manifest ? filesOf(manifest).map(({ file }) => file) : []),
    ...(noted ?? []).map(({ file }) => file)
  ])
  const others = readdirSync(folder).filter((name) => !own.has(name) && !isRecord(name))
  if (others.length === 0) return
  throw new Failure(
    'pack.other-files',
    `In ${folder} lies more than the pack: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}.`,
    'Put it elsewhere and try again, or delete the folder yourself.',
    { folder, names: others.slice(0, 5).join(', ') }
  )
}

/**
 * Removes a pack; if its folder is a link, only the link. The folder is renamed before its first file is deleted, so that a partial
 * pack is never listed.
 * @param added the folder of added packs
 * @throws Failure `disk.failed`
 */
export function removePack(pack: ShelvedPack, added: string): void {
  try {
    openShelf(added)
    const gone = stagedAs(pack.folder)
    renameSync(pack.folder, gone)
    rmSync(gone, { recursive: true, force: true })
  } catch (error) {
    throw shelfFailure(error, added)
  }
}
