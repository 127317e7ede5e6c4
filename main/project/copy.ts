/** Copies a project to another file, atomically. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { lockedElsewhere, notAFile, storeFailure } from '../store/failures.ts'
import { lock, type Lock } from '../store/lock.ts'
import { replaceDatabase } from '../store/replace.ts'
import type { Store } from '../store/store.ts'
import { dropPartialFilm, holdPartial, sweepPartialFilms } from './partial-film.ts'

/**
 * Copies the current state of `store` to `target`. An existing file is replaced only if nobody has it open, and only by a
 * copy that was verified. The caller opens the copy: success is reported only for a film that opens.
 * @param keep whether the copy keeps the queue
 * @returns the real path of the copy
 * @throws Failure `project.locked`, `project.no-folder`, `project.damaged`, `disk.full`, …; `target` is then unchanged
 */
export async function copyProject(store: Store, target: string, keep: { readonly queue: boolean }): Promise<string> {
  const path = realTarget(target)
  if (path === store.path && existsSync(path)) throw lockedElsewhere(path)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw notAFile(path)
  sweepPartialFilms(dirname(path))
  let held: Lock | undefined
  let hidden: ReturnType<typeof holdPartial> | undefined
  try {
    held = lock(path)
    hidden = holdPartial(path)
    const partial = `${hidden.stem}.throughline`
    await store.copyTo(partial, keep)
    replaceDatabase(partial, path)
    return path
  } catch (error) {
    if (hidden) dropPartialFilm(`${hidden.stem}.throughline`)
    throw storeFailure(error, path)
  } finally {
    hidden?.release()
    held?.release()
  }
}

/** The real path of a file that may not exist; its folder must. @throws Failure `project.no-folder` */
export function realTarget(target: string): string {
  const path = resolve(target)
  try {
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  } catch {
    const folder = dirname(path)
    throw new Failure('project.no-folder', `There is no folder ${folder}.`, 'Choose a folder that exists.', { folder })
  }
}
