/** How a contact sheet looks. Lengths in millimetres, as it is printed. */
import { sheetPapers, type SheetChoices } from '../../app/exchange/sheet/choices.ts'
import {
  footerHeight,
  gap,
  headerHeight,
  lineHeight,
  margin,
  type PageGrid
} from '../../app/exchange/sheet/geometry.ts'

const common = `
  h1, h2, p { margin: 0; font-size: inherit; font-weight: 400 }
  h1 { font-size: 15pt; font-weight: 600; line-height: 1.2; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  header { display: flex; gap: 5mm; align-items: flex-start; overflow: hidden }
  header div { flex: 1; min-width: 0 }
  header p { color: #666; font-size: 9pt; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  header .of { flex: none; max-width: 50%; text-align: end }
  header img { flex: none; max-height: 10mm; max-width: 45mm; object-fit: contain }
  .number, .title, .scene { font-weight: 600 }
  .number, .times, .length { font-variant-numeric: tabular-nums }
  .label { height: 1.1em; width: .8em; vertical-align: -.15em }
  .language { letter-spacing: .02em }
  .times, .length, .language, .notes { color: #666 }
  .dialogue { padding-inline-start: 2mm; border-inline-start: .5mm solid #bbb }
  .none { box-sizing: border-box; border: .3mm dashed #bbb; color: #888; display: grid; place-items: center }
  article img { display: block; object-fit: contain }`

const list = `
  h1 { overflow-wrap: anywhere; white-space: normal }
  header { margin-bottom: 6mm }
  article { display: grid; grid-template-columns: 21mm 58mm 1fr; gap: 5mm; padding: 4mm 0; border-top: .3mm solid #ccc;
    break-inside: avoid }
  .number { font-size: 12pt }
  .scene { margin: 5mm 0 1mm; break-after: avoid; overflow-wrap: anywhere }
  article img, .none { width: 58mm }
  article img { max-height: 58mm }
  .none { aspect-ratio: 16/9 }
  .facts p { white-space: nowrap }
  .times { margin-top: 1mm }
  section p { margin: 0 0 1.5mm; white-space: pre-wrap; overflow-wrap: anywhere }
  .language { font-size: 9pt }
  .dialogue { padding-inline-start: 4mm }`

const inMillimetres = (length: number): string => `${Number(length.toFixed(2))}mm`

/** Each page is a box of its own; words that do not fit end with an ellipsis. */
const grid = ({ page, columns, rows, cell, picture, beside, words, type, lines }: PageGrid): string => `
  .page { position: relative; box-sizing: border-box; width: ${inMillimetres(page.width)};
    height: ${inMillimetres(page.height - 0.2)}; overflow: hidden; break-after: page }
  .page:last-of-type { break-after: auto }
  header { height: ${inMillimetres(headerHeight)} }
  .cells { display: grid; gap: ${inMillimetres(gap)};
    grid-template: repeat(${rows}, ${inMillimetres(cell.height)}) / repeat(${columns}, ${inMillimetres(cell.width)}); }
  article { display: flex; flex-direction: ${beside ? 'row' : 'column'}; justify-content: space-between; min-width: 0;
    overflow: hidden }
  article img, .none { flex: none; width: ${inMillimetres(picture.width)}; height: ${inMillimetres(picture.height)} }
  section { width: ${inMillimetres(words.width)}; height: ${inMillimetres(words.height)}; overflow: hidden;
    font-size: ${type}pt; line-height: ${lineHeight} }
  .head { display: flex; align-items: baseline; gap: 1.5mm; white-space: nowrap }
  .head > * { flex: none }
  .head .title { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis }
  .words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: ${Math.max(1, lines - 1)}; overflow: hidden }
  .words p { overflow-wrap: anywhere; white-space: pre-wrap }
  footer { position: absolute; bottom: 0; inset-inline-end: 0; height: ${inMillimetres(footerHeight - 2)}; color: #666;
    font-size: 8pt; font-variant-numeric: tabular-nums }`

/** @param families value of `font-family` */
export function sheetStyle(choices: SheetChoices, at: PageGrid | null, families: string): string {
  const { width, height } = sheetPapers[choices.paper]
  const [across, down] = choices.landscape ? [height, width] : [width, height]
  return `
  @page { size: ${across}mm ${down}mm; margin: ${margin}mm }
  body { font: 10pt/1.4 ${families}; color: #1b1b1b; margin: 0 }
${common}${at === null ? list : grid(at)}`
}
