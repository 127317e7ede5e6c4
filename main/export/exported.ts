/**
 * What was exported from a film before, and may be replaced by the next export without a question. The film keeps proof of
 * each file: a hash over its own inode, the file's name and the state the export left it in. A file that was changed since,
 * another one in its place, one of another film, or of a copy of this one has none. The hash tells a stranger nothing.
 */
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import { fileMark, type FileMark } from '../../engine/files/file-mark.ts'
import type { Project } from '../project/project.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { exists } from './target.ts'

const setting = 'exported'
/** The oldest are forgotten: replacing those files is asked for again. */
const most = 100
const schema = v.array(v.string())

/** True when the file at `path` is, unchanged, what was exported there from this film. */
export function wasExported(project: Project, path: string): boolean {
  const proof = proofOf(project, path)
  return proof !== null && proofs(project).includes(proof)
}

/** Keeps proof of a file that was just exported. Where the film cannot be written, its next export asks. */
export function noteExported(project: Project, path: string): void {
  const proof = proofOf(project, path)
  if (proof === null || project.readOnly !== null) return
  try {
    project.keepSetting(setting, [proof, ...proofs(project)].slice(0, most))
  } catch {
    // The file is written: a question next time is all that this costs.
  }
}

/**
 * @param ours whether the file is the film's own earlier export; only asked where there is one
 * @param asked the person said that it may be replaced
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

/** From a file that anybody may have written: what is no list of proofs is none. */
function proofs(project: Project): readonly string[] {
  const { success, output } = v.safeParse(schema, project.setting(setting))
  return success ? output : []
}
