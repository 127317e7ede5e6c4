/** The parts of a contact sheet as HTML. Every text is escaped here, and takes its own direction. */
import type { SheetChoices } from '../../app/exchange/sheet/choices.ts'
import type { PageGrid } from '../../app/exchange/sheet/geometry.ts'
import type { SheetShot } from '../../app/exchange/sheet/shots.ts'
import type { Film } from '../../app/film/film.ts'
import { labelShapes, type LabelColour } from '../../app/film/label.ts'
import type { Asset } from '../store/tables/assets.ts'

/** Empty where nothing is in it. */
export function headerOf({ title }: Film, choices: SheetChoices, logo: Asset | null): string {
  const { summary, date, version } = choices
  const left = (choices.title ? paragraph('h1', '', title) : '') + paragraph('p', '', summary)
  const right = paragraph('p', '', version) + paragraph('p', '', date)
  const mark = logo === null ? '' : imageOf(logo)
  if (left + right + mark === '') return ''
  return `<header><div>${left}</div>${right && `<div class="of">${right}</div>`}${mark}</header>`
}

export const pictureOf = (picture: Asset | undefined): string =>
  picture ? imageOf(picture) : '<div class="none">—</div>'

const imageOf = ({ type, bytes }: Asset): string =>
  `<img alt="" src="data:${type};base64,${Buffer.from(bytes).toString('base64')}">`

/** @param svg our own */
export const drawnOf = (svg: string): string =>
  `<img alt="" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`

/** A shot as a row, under the heading of its scene where that begins. */
export function listRow(shot: SheetShot, picture: string): string {
  const { number, title, label, times, length, scene, opens, language } = shot
  const head = ribbon(label) + paragraph('h2', 'number', number)
  return `${opens ? paragraph('h2', 'scene', scene) : ''}<article>
<div class="facts">${head}${paragraph('p', 'times', times)}${paragraph('p', 'length', length)}</div>
${picture}
<section>${paragraph('h2', 'title', title)}${paragraph('p', 'language', language)}${texts(shot)}</section>
</article>`
}

/** Pages of shots, each with the header, and its number of all. */
export function gridPages(
  { columns, rows, lines }: PageGrid,
  header: string,
  shots: readonly SheetShot[],
  pictures: readonly string[],
  numbers: boolean
): readonly string[] {
  const each = columns * rows
  const pages = Math.max(1, Math.ceil(shots.length / each))
  return Array.from({ length: pages }, (_, page) => {
    const cells = shots
      .slice(page * each, (page + 1) * each)
      .map((shot, at) => cell(shot, pictures[page * each + at]!, lines))
    const foot = numbers ? `<footer>${page + 1} / ${pages}</footer>` : ''
    return `<div class="page">${header}<div class="cells">${cells.join('\n')}</div>${foot}</div>`
  })
}

function cell(shot: SheetShot, picture: string, lines: number): string {
  if (lines === 0) return `<article>${picture}</article>`
  const { number, title, label, length, scene, language } = shot
  const head = [
    ...[ribbon(label), paragraph('h2', 'number', number), paragraph('h2', 'title', title)],
    paragraph('p', 'length', length)
  ].join('')
  const words = paragraph('p', 'scene', scene) + paragraph('p', 'language', language) + texts(shot)
  const rest = words === '' || (head !== '' && lines === 1) ? '' : `<div class="words">${words}</div>`
  return `<article>${picture}<section>${head && `<div class="head">${head}</div>`}${rest}</section></article>`
}

const texts = ({ prompt, dialogue, notes }: SheetShot): string =>
  paragraph('p', 'prompt', prompt) + paragraph('p', 'dialogue', dialogue) + paragraph('p', 'notes', notes)

/** Dark enough for paper. */
const inks: Readonly<Record<LabelColour, string>> = {
  red: '#c8372d',
  yellow: '#d9a400',
  green: '#3c8f45',
  blue: '#2f6fc4'
}
const ribbon = (label: LabelColour | null): string =>
  label === null
    ? ''
    : `<svg class="label" viewBox="0 0 8 11"><path d="${labelShapes[label]}" fill="${inks[label]}"/></svg>`

/** A paragraph with automatic text direction; empty for empty text. */
const paragraph = (tag: string, name: string, text: string): string =>
  text.trim() === '' ? '' : `<${tag}${name && ` class="${name}"`} dir="auto">${escaped(text)}</${tag}>`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter]!)
