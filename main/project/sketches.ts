/** Sketches, imported or drawn. Picture files are decoded and re-encoded only by the sandboxed renderer; here only headers are read. */
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { isSketch, pictureHead } from '../../app/film/picture.ts'
import { readWithin, Unreadable } from '../../engine/files/read-within.ts'
import type { Sketch } from '../store/tables/assets.ts'

/** Checks a picture from the renderer before it is stored. @throws Failure `sketch.type` */
export function parseSketch(bytes: Uint8Array): Sketch {
  const head = isSketch(bytes) ? pictureHead(bytes) : null
  if (head) return { type: head.type, bytes }
  throw noPicture()
}

/** A picture file unchanged, after its header was checked. @throws Failure `sketch.size`, `sketch.type`, `sketch.unreadable` */
export function readPictureFile(path: string): Uint8Array<ArrayBuffer> {
  const most = limits.sketchFile / 1024 / 1024
  let bytes
  try {
    bytes = readWithin(path, limits.sketchFile)
  } catch (error) {
    if (error instanceof Unreadable && error.reason === 'large')
      throw new Failure('sketch.size', `The picture file is larger than ${most} MB.`, 'Choose a smaller one.')
    throw unreadable(path)
  }
  const head = pictureHead(bytes)
  if (!head) throw noPicture()
  if (head.width * head.height > limits.sketchPoints)
    throw new Failure('sketch.size', 'The picture is too large.', 'Choose a smaller one.')
  return bytes
}

export const unreadable = (path: string): Failure =>
  new Failure('sketch.unreadable', `${path} could not be read.`, 'Check that it is still there.', { path })

const noPicture = (): Failure =>
  new Failure('sketch.type', 'This is no picture that a film can keep.', 'Choose a PNG, JPEG or WebP file.')
