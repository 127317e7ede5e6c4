/** How large the pictures of each format are exported: belongs to the person, not to the film. Kept between starts. */
import { pictureFormats, pictureScales, type PictureFormat, type PictureScale } from '../../app/contract/formats.ts'

const key = 'pictureSizes'

/** A film that is sent to somebody fills a screen; a GIF stays small enough to send, and single pictures are the exact ones. */
const standard: Readonly<Record<PictureFormat, PictureScale>> = { mp4: 4, webm: 4, gif: 1, png: 1 }

class PictureSizes {
  readonly #kept = $state<Record<PictureFormat, PictureScale>>(load())

  of(format: PictureFormat): PictureScale {
    return this.#kept[format]
  }

  choose(format: PictureFormat, scale: PictureScale): void {
    this.#kept[format] = scale
    localStorage.setItem(key, JSON.stringify(this.#kept))
  }
}

/** What cannot be a size of ours, as another version may have left it, is the standard one. */
function load(): Record<PictureFormat, PictureScale> {
  const sizes = { ...standard }
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<PictureFormat, unknown>>
    for (const format of pictureFormats) {
      sizes[format] = pictureScales.find((scale) => scale === kept[format]) ?? standard[format]
    }
  } catch {
    // not readable: the standard sizes
  }
  return sizes
}

export const pictureSizes = new PictureSizes()
