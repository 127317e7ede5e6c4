/**
 * Pictures that are brought in as sketches. What a file holds is decoded by the page alone, in its sandbox, and made
 * anew there; here only heads are read.
 */
import { stat, readFile } from 'node:fs/promises'
import { Failure } from '../../app/contract/failure.ts'
import { limits } from '../../app/film/limits.ts'
import { isSketch, pictureHead } from '../../app/film/picture.ts'
import type { Asset } from '../store/tables/assets.ts'

/** A picture made by the page, for keeping. @throws Failure `sketch.type` */
export function parseSketch(bytes: Uint8Array): Asset {
  const head = isSketch(bytes) ? pictureHead(bytes) : null
  if (head) return { type: head.type, bytes }
  throw new Failure('sketch.type', 'This is no picture that a film can keep.', 'Choose a PNG, JPEG or WebP file.')
}

/** A picture file as it is. @throws Failure `sketch.size`, `sketch.unreadable` */
export async function readPictureFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if ((await stat(path)).size <= limits.sketchFile) return new Uint8Array(await readFile(path))
  } catch {
    throw new Failure('sketch.unreadable', `${path} could not be read.`, 'Check that it is still there.', {
      path
    })
  }
  const most = limits.sketchFile / 1024 / 1024
  throw new Failure('sketch.size', `The picture file is larger than ${most} MB.`, 'Choose a smaller one.')
}
