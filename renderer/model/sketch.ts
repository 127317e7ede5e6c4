/**
 * Makes a sketch from an untrusted picture file: its header is checked, then it is decoded here, in the sandbox, and
 * re-encoded from its pixels alone: upright, on white, without metadata.
 */
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { pictureHead } from '../../app/film/picture.ts'

const paper = '#ffffff' // under transparent pixels: most drawings are dark lines
const quality = 0.9

const anotherFile = 'Choose a PNG, JPEG or WebP file.'
const tooLarge = (): Failure => new Failure('sketch.size', 'The picture is too large.', 'Choose a smaller one.')
const damaged = (): Failure =>
  new Failure('sketch.damaged', 'The picture could not be read: the file is damaged.', anotherFile)

/** @param most longer side in pixels. @returns a WebP that passes `isSketch`. @throws Failure `sketch.size`, `sketch.type`, `sketch.damaged` */
export async function makeSketch(file: Blob, most: number = limits.sketchSide): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > limits.sketchFile) throw tooLarge()
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = pictureHead(bytes)
  if (!head) throw new Failure('sketch.type', 'This is no picture that a film can keep.', anotherFile)
  if (head.width * head.height > limits.sketchPoints) throw tooLarge()
  const picture = await decodeSketch(bytes)
  try {
    const shrink = Math.min(1, most / Math.max(picture.width, picture.height))
    const side = (points: number): number => Math.max(1, Math.round(points * shrink))
    const canvas = new OffscreenCanvas(side(picture.width), side(picture.height))
    const sheet = canvas.getContext('2d', { alpha: false })!
    sheet.fillStyle = paper
    sheet.fillRect(0, 0, canvas.width, canvas.height)
    sheet.imageSmoothingQuality = 'high'
    sheet.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const made = await canvas.convertToBlob({ type: 'image/webp', quality })
    return new Uint8Array(await made.arrayBuffer())
  } finally {
    picture.close()
  }
}

/** The pixels of a picture whose head was checked. @throws Failure `sketch.damaged` */
export const decodeSketch = (bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([bytes], { type: pictureHead(bytes)?.type ?? '' })).catch(() => {
    throw damaged()
  })

/** URL of a sketch, for `<img>`. */
export const sketchUrl = (id: string): string => `/sketch/${id}`

/** Fetches a sketch of the open film. @throws when the film no longer has it */
export async function fetchSketch(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(sketchUrl(id))
  if (!answer.ok) throw damaged()
  return new Uint8Array(await answer.arrayBuffer())
}
