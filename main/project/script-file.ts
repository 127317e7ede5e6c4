/** Reads a file of another program that is to be imported: a script, table, storyboard or edited cut. */
import { basename } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import type { ScriptFile } from '../../app/contract/window.ts'
import { hugeText } from '../../app/exchange/text-shots.ts'
import { readWithin, Unreadable } from '../../engine/files/read-within.ts'

/** @throws Failure `text.huge`, `script.unreadable` */
export function readScriptFile(path: string): ScriptFile {
  try {
    return { path, name: basename(path), bytes: readWithin(path, limits.scriptFile) }
  } catch (error) {
    if (error instanceof Unreadable && error.reason === 'large') throw hugeText()
    throw new Failure('script.unreadable', `${path} could not be read.`, 'Check that it is still there.', { path })
  }
}
