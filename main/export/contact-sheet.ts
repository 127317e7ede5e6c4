/**
 * The contact sheet as one self-contained HTML page: a list with one row a shot, or pages with a grid of shots. A browser lays
 * it out, so that every script and emoji prints, and makes the PDF; the fonts that it needs are inside.
 */
import { Failure } from '../../app/base/failure.ts'
import type { SheetChoices } from '../../app/exchange/sheet/choices.ts'
import { hasHeader, pageGrid } from '../../app/exchange/sheet/geometry.ts'
import { sheetShots, wordsOn } from '../../app/exchange/sheet/shots.ts'
import type { Card } from '../../app/film/film.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import type { Sketch } from '../store/tables/assets.ts'
import { pageFonts } from './sheet-fonts.ts'
import { escaped, gridPages, drawnOf, headerOf, listRow, pictureOf } from './sheet-markup.ts'
import { sheetStyle } from './sheet-style.ts'
import { titleSvg } from './title-card.ts'

/** Limit of the page's length in characters, mostly pictures: more than this a browser cannot print to PDF. */
const mostSigns = 256 * 1024 * 1024

export interface SheetParts {
  readonly choices: SheetChoices
  /** In the header; null: none. */
  readonly logo: Sketch | null
  /** The film's timebase, and the size of its pictures. */
  readonly facts: Pick<PackFacts, 'base' | 'width' | 'height'>
  /** `assets/fonts` */
  readonly fonts: string
}

/**
 * The whole page. Pictures are the stored posters of the cards, chosen or from the middle of what each shows; for a planned card, its sketch.
 * @throws Failure `export.sheet-large`
 */
export function contactSheet(project: Project, { choices, logo, facts, fonts }: SheetParts): string {
  const { film } = project
  const shots = sheetShots(film, facts.base, choices)
  const { css, families } = pageFonts(wordsOn(film, shots, choices), fonts)
  const at = pageGrid(choices, facts.width / facts.height, hasHeader(choices, logo !== null))
  let signs = css.length
  const pictures = shots.map(({ card }) => {
    const title = card.titleCard && titleSvg(card.prompt, card.titleCard, facts)
    const picture = title === undefined ? pictureOf(pictureFor(project, card)) : drawnOf(title)
    signs += picture.length
    if (signs > mostSigns) throw tooLarge()
    return picture
  })
  const header = headerOf(film, choices, logo)
  const body =
    at === null
      ? [header, ...shots.map((shot, index) => listRow(shot, pictures[index]!))]
      : gridPages(at, header, shots, pictures, choices.numbers)
  return `<!doctype html>
<html lang="">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
<title>${escaped(film.title)}</title>
<style>${css}${sheetStyle(choices, at, families)}</style>
${body.join('\n')}
</html>
`
}

const tooLarge = (): Failure =>
  new Failure(
    'export.sheet-large',
    'The pictures of all shots together are too large for one contact sheet.',
    'Take the sketches off shots that do not need them, or divide the film.'
  )

function pictureFor(project: Project, card: Card): Sketch | undefined {
  const made = project.pictureOf(card)
  if (made) return { type: 'image/jpeg', bytes: made }
  return card.sketch === null ? undefined : project.sketchPicture(card.sketch)
}
