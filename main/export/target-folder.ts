/** A folder that an export makes: written beside under a hidden name, and named when it is complete. No other is ever replaced. */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial, partialPath, sweepPartials } from '../../engine/files/partial.ts'
import { checkFolder, checkName, exportFailure } from './target.ts'

/**
 * Asked before any work.
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
 * Runs `write` on a hidden folder, then gives it the target's name, which must be new or an empty folder's. Whatever goes wrong,
 * the hidden folder is gone.
 * @throws Failure as `checkTargetFolder`, `exportFailure`
 */
export async function intoFolder<Result>(target: string, write: (partial: string) => Promise<Result>): Promise<Result> {
  const folder = checkTargetFolder(target)
  sweepPartials(folder, '')
  const partial = partialPath(folder, '')
  try {
    mkdirSync(partial)
    const result = await write(partial)
    if (isEmptyFolder(folder)) rmdirSync(folder) // not before: what comes to nothing leaves it
    renameSync(partial, folder)
    return result
  } catch (error) {
    dropPartial(partial)
    throw exportFailure(error, folder)
  }
}

/** @throws Failure `export.folder-used` when there is something that would be lost or mixed */
function isEmptyFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (found.isDirectory() && readdirSync(folder).length === 0) return true
  throw new Failure('export.folder-used', `${folder} exists already.`, 'Choose a new or an empty folder.', { folder })
}
