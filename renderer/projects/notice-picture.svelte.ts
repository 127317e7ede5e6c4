/** Keeps the film's first picture with main, for system notices: decoded here, in the sandbox, as main decodes no pictures. */
import { noticeSide, type NoticePicture } from '../../app/contract/notice-picture.ts'
import { ask } from '../model/bridge.ts'
import { frameUrl } from '../model/frame-cache.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

/** Call once during component setup; it stops with the component. */
export function keepNoticePicture(film: OpenFilm): void {
  const url = $derived.by(() => {
    const shot = film.shots.find(({ take, stored }) => take !== null && stored > 0)
    return shot?.take ? frameUrl({ take: shot.take, index: shot.from }, 0) : null
  })
  $effect(() => {
    const shown = url
    send(shown, film.session).catch(() => {}) // a notice does without
  })
}

async function send(url: string | null, session: number): Promise<void> {
  const picture = url === null ? null : await small(url)
  await ask({ type: 'window.noticePicture', session, picture })
}

/** @throws when the film no longer has it */
async function small(url: string): Promise<NoticePicture> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`no picture at ${url}`)
  const picture = await createImageBitmap(await answer.blob())
  const shrink = Math.min(1, noticeSide / Math.max(picture.width, picture.height))
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * shrink))) as [
    number,
    number
  ]
  const canvas = new OffscreenCanvas(width, height)
  const sheet = canvas.getContext('2d')!
  sheet.drawImage(picture, 0, 0, width, height)
  picture.close()
  const pixels = new Uint8Array(sheet.getImageData(0, 0, width, height).data)
  return { width, height, pixels }
}
