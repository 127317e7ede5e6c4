/** Replaces a small file as a whole: after a kill, a power cut or on a full disk it is the old one or the new one, never a part. */
import { renameSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { dropPartial, makeDurable, partialPath, sweepPartials } from './partial.ts'

/** @throws what the system says of writing; then the file is as it was */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const extension = extname(path)
  sweepPartials(path, extension)
  const partial = partialPath(path, extension)
  try {
    writeFileSync(partial, content, { flag: 'wx' })
    makeDurable(partial)
    renameSync(partial, path)
  } catch (error) {
    dropPartial(partial)
    throw error
  }
}
