/** Title cards as pictures. */
import type { PictureSize } from '../../app/exchange/delivery.ts'
import { titlePicture } from '../../app/exchange/title-picture.ts'
import { channelsOf, type TitleCard } from '../../app/film/title-card.ts'
import { drawn, drawOver } from '../../engine/decode/drawing.ts'

/** RGB, 8 bits a channel. */
export async function titlePixels(words: string, title: TitleCard, size: PictureSize): Promise<Uint8Array> {
  const picture = new Uint8Array(size.width * size.height * 3)
  const ground = channelsOf(title.ground)
  for (let at = 0; at < picture.length; at += 3) picture.set(ground, at)
  const shapes = shapesOf(words, title, size)
  if (shapes !== '') drawOver(picture, await drawn(shapes, size.width, size.height))
  return picture
}

export const titleSvg = (words: string, title: TitleCard, size: PictureSize): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="${title.ground}"/>${shapesOf(words, title, size)}</svg>`

function shapesOf(words: string, title: TitleCard, size: PictureSize): string {
  const { ink, lines } = titlePicture(words, title, size)
  return lines.map(({ transform, d }) => `<path transform="${transform}" fill="${ink}" d="${d}"/>`).join('')
}
