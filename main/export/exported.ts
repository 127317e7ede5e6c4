/**
 * Remembers a film's exported files, so that the next export may replace them without asking. Stored per file: a hash over
 * the project's own inode, the file's name and its state after the export. It no longer matches a file that was changed or
 * replaced, or one exported by another film or by a copy of this one. The hash reveals nothing about the file.
 */
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import { fileMark, type FileMark } from '../../engine/files/file-mark.ts'
import type { Project } from '../project/project.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { exists } from './target.ts'

const setting = 'exported'
/** Older entries are dropped: replacing those files asks again. */
const most = 100
const schema = v.array(v.string())

/** True when the file at `path` is an unchanged export of this film. */
export function wasExported(project: Project, path: string): boolean {
  const proof = proofOf(project, path)
  return proof !== null && proofs(project).includes(proof)
}

/** Remembers a file that was just exported. If the film is not writable, its next export asks. */
export function noteExported(project: Project, path: string): void {
  const proof = proofOf(project, path)
  if (proof === null || project.readOnly !== null) return
  try {
    project.keepSetting(setting, [proof, ...proofs(project)].slice(0, most))
  } catch {
    // The export succeeded: a question next time does no harm.
  }
}

/**
 * @param ours whether the file is the film's own earlier export; only called where a file exists
 * @param asked the user agreed to replace it
 * @returns the file that may be replaced; null where there is none
 * @throws Failure `export.exists`
 */
export function mayReplace(path: string, ours: () => boolean, asked: boolean): FileMark | null {
  const mark = fileMark(path)
  if (mark === null || asked || ours()) return mark
  throw exists(path)
}

function proofOf(project: Project, path: string): string | null {
  const mark = fileMark(path)
  if (mark === null) return null
  const place = join(realpathSync(dirname(path)), basename(path))
  const { ino } = statSync(project.path, { bigint: true })
  return sha256(Buffer.from(JSON.stringify([String(ino), place, mark])))
}

/** Untrusted file data: anything but a list of hashes counts as empty. */
function proofs(project: Project): readonly string[] {
  const { success, output } = v.safeParse(schema, project.setting(setting))
  return success ? output : []
}
