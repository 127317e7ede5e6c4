/**
 * Reads the pictures of a storyboard for the renderer: only those that a `.storyboarder` file names, from the folder `images`
 * beside it.
 */
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decodeText } from '../../app/exchange/decode-text.ts'
import { Leftovers } from '../../app/exchange/script/script.ts'
import { noStoryboard, readStoryboarder } from '../../app/exchange/script/storyboarder.ts'
import { readScriptFile } from '../project/script-file.ts'
import { readPictureFile, unreadable } from '../project/sketches.ts'

/** Cache of the last storyboard: its pictures are read one after another. */
let last: { readonly path: string; readonly names: ReadonlySet<string> } | null = null

/** Names of the pictures that a storyboard names and that exist. @throws Failure as `readScriptFile`, `script.board` */
export function picturesBeside(path: string): readonly string[] {
  last = { path, names: namedIn(path) }
  return [...last.names].filter((name) => isFile(pictureAt(path, name)))
}

/** A picture that a storyboard names, unchanged. @throws Failure `sketch.*`, `script.board` */
export function pictureOf(path: string, name: string): Uint8Array<ArrayBuffer> {
  if (last?.path !== path) last = { path, names: namedIn(path) }
  if (last.names.has(name)) return readPictureFile(pictureAt(path, name))
  throw unreadable(name)
}

const pictureAt = (path: string, name: string): string => join(dirname(path), 'images', name)

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false // missing, or not readable
  }
}

/** Bare file names: the reader accepts no paths out of the folder. */
function namedIn(path: string): ReadonlySet<string> {
  const text = path.toLowerCase().endsWith('.storyboarder') ? decodeText(readScriptFile(path).bytes)?.text : undefined
  if (text !== undefined)
    return new Set(readStoryboarder(text, new Leftovers()).shots.flatMap(({ pictures }) => pictures))
  throw noStoryboard()
}
