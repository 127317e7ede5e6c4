/** The open film's first picture, for notices. */
import { nativeImage, type NativeImage } from 'electron'
import type { NoticePicture } from '../../app/contract/notice-picture.ts'

export class NoticePictures {
  /** As the window sent it last; null while nothing of the film is made. */
  picture: NoticePicture | null = null

  get image(): NativeImage | null {
    if (this.picture === null) return null
    const { width, height, pixels } = this.picture
    return nativeImage.createFromBitmap(swapped(pixels), { width, height })
  }
}

/** Red and blue exchanged: bitmaps of Electron begin with blue. */
function swapped(pixels: Uint8Array): Buffer {
  const bitmap = Buffer.from(pixels)
  for (let at = 0; at < bitmap.length; at += 4) {
    bitmap[at] = pixels[at + 2]!
    bitmap[at + 2] = pixels[at]!
  }
  return bitmap
}
