/**
 * The contact sheet: one row per card with picture, shot number, prompt, notes and dialogue, as one self-contained HTML page
 * but for the typeface. A browser lays it out, so that every script and emoji prints, and makes the PDF.
 */
import { Failure } from '../../app/base/failure.ts'
import { shotNumber, type Card, type Film } from '../../app/film/film.ts'
import { abbreviated, cameraMarks, type ShotLanguage } from '../../app/film/shot-language.ts'
import { sameScene } from '../../app/film/scene.ts'
import { readablePrompt } from '../../app/film/prompt.ts'
import { chunk, chunksToSeconds, clock, formatSeconds, type Chunk, type Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'
import type { Asset } from '../store/tables/assets.ts'

const style = `
  @page { size: A4; margin: 14mm }
  body { font: 10pt/1.4 'Inter Variable', system-ui, sans-serif; color: #1b1b1b; margin: 0 }
  h1 { font-size: 15pt; margin: 0 0 1mm }
  header p { color: #666; margin: 0 0 6mm }
  article { display: grid; grid-template-columns: 21mm 58mm 1fr; gap: 5mm; padding: 4mm 0; border-top: .3mm solid #ccc;
    break-inside: avoid }
  h2 { font-size: 12pt; margin: 0 }
  .scene { font-size: 10pt; margin: 5mm 0 1mm; break-after: avoid; overflow-wrap: anywhere }
  img, .none { width: 58mm; display: block }
  img { max-height: 58mm; object-fit: contain }
  .none { box-sizing: border-box; aspect-ratio: 16/9; border: .3mm dashed #bbb; color: #888; display: grid; place-items: center }
  div p { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap }
  .times { margin-top: 1mm }
  section p { margin: 0 0 1.5mm; white-space: pre-wrap; overflow-wrap: anywhere }
  .title { font-weight: 600 }
  .language { font-size: 9pt; letter-spacing: .02em }
  .notes, .length, .language { color: #666 }
  .dialogue { padding-inline-start: 4mm; border-inline-start: .6mm solid #ccc }`

/** Limit of the page's length in characters, mostly pictures: more than this a browser cannot print to PDF. */
const mostSigns = 256 * 1024 * 1024

/**
 * The whole page. Pictures are the stored posters of the cards, chosen or from the middle of what each shows; for a planned card, its sketch.
 * @param summary number of shots and length, in the artist's language
 * @throws Failure `export.sheet-large`
 */
export function contactSheet(project: Project, base: Timebase, summary: string): string {
  const { film } = project
  let start = chunk(0)
  let signs = 0
  const rows = film.cards.map((card, index) => {
    const end = chunk(start + card.length)
    const opens = !sameScene(card, film.cards[index - 1])
    const scene = paragraph('h2', 'scene', opens ? (card.scene?.name ?? '') : '')
    const html = scene + row(film, card, index, pictureFor(project, card), timesOf(start, end, base))
    start = end
    signs += html.length
    if (signs > mostSigns) throw tooLarge()
    return html
  })
  return `<!doctype html>
<html lang="">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'self' 'unsafe-inline'">
<title>${escape(film.title)}</title>
<link rel="stylesheet" href="/typeface.css">
<style>${style}</style>
<header>${paragraph('h1', '', film.title)}${paragraph('p', '', summary)}</header>
${rows.join('\n')}
</html>
`
}

const tooLarge = (): Failure =>
  new Failure(
    'export.sheet-large',
    'The pictures of all shots together are too large for one contact sheet.',
    'Take the sketches off shots that do not need them, or divide the film.'
  )

/** Start, end and length of a card. */
function timesOf(start: Chunk, end: Chunk, base: Timebase): string {
  const [from, to, length] = [start, end, chunk(end - start)].map((chunks) => chunksToSeconds(chunks, base))
  return `<p class="times">${clock(from!)} – ${clock(to!)}</p><p class="length">${formatSeconds(length!)}</p>`
}

function pictureFor(project: Project, card: Card): Asset | undefined {
  const made = project.pictureOf(card)
  if (made) return { type: 'image/jpeg', bytes: made }
  return card.sketch === null ? undefined : project.asset(card.sketch)
}

function row(film: Film, card: Card, index: number, picture: Asset | undefined, times: string): string {
  const image = picture
    ? `<img alt="" src="data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}">`
    : '<div class="none">—</div>'
  const texts = [
    paragraph('p', 'title', card.title),
    paragraph('p', 'language', languageText(card.language)),
    paragraph('p', 'prompt', readablePrompt(film, card)),
    paragraph('p', 'dialogue', card.dialogue),
    paragraph('p', 'notes', card.notes)
  ]
  return `<article>
<div>${paragraph('h2', '', shotNumber(card, index))}${times}</div>
${image}
<section>${texts.join('')}</section>
</article>`
}

/** `MCU · OTS · 35 mm · Barn, NIGHT · → DISSOLVE`, in the abbreviations of the trade. */
function languageText(language: ShotLanguage): string {
  const where = [abbreviated(language, 'place'), abbreviated(language, 'time')].filter((text) => text !== '')
  const transition = abbreviated(language, 'transition')
  return [...cameraMarks(language), where.join(', '), transition && `→ ${transition}`]
    .filter((text) => text !== '')
    .join(' · ')
}

/** A paragraph with automatic text direction; empty for empty text. */
const paragraph = (tag: string, name: string, text: string): string =>
  text.trim() === '' ? '' : `<${tag}${name && ` class="${name}"`} dir="auto">${escape(text)}</${tag}>`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter]!)
