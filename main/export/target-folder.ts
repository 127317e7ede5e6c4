/** A folder that an export creates: written under a hidden name and renamed when complete. An existing one is never replaced. */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial, partialPath, sweepPartials } from '../../engine/files/partial.ts'
import { checkFolder, checkName, exportFailure } from './target.ts'

/**
 * Checks before any work.
 * @returns the absolute path
 * @throws Failure `export.folder-used`, `export.no-folder`, `export.long-name`
 */
export function checkTargetFolder(target: string): string {
  const folder = resolve(target)
  checkName(folder, '')
  isEmptyFolder(folder)
  checkFolder(folder)
  return folder
}

/**
 * Runs `write` on a hidden folder, then renames it to the target, which must not exist or be an empty folder. On failure the
 * hidden folder is removed.
 * @throws Failure as `checkTargetFolder`, `exportFailure`
 */
export async function intoFolder<Result>(target: string, write: (partial: string) => Promise<Result>): Promise<Result> {
  const folder = checkTargetFolder(target)
  sweepPartials(folder, '')
  const partial = partialPath(folder, '')
  try {
    mkdirSync(partial)
    const result = await write(partial)
    if (isEmptyFolder(folder)) rmdirSync(folder) // only now: a failed export leaves it
    renameSync(partial, folder)
    return result
  } catch (error) {
    dropPartial(partial)
    throw exportFailure(error, folder)
  }
}

/** @throws Failure `export.folder-used` when its contents would be lost or mixed */
function isEmptyFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (found.isDirectory() && readdirSync(folder).length === 0) return true
  throw new Failure('export.folder-used', `${folder} exists already.`, 'Choose a new or an empty folder.', { folder })
}
