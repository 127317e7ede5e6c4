/** The shipped fonts as a style sheet with those embedded that a page needs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontsFor, type FontFace } from '../../app/exchange/sheet/fonts.ts'

export interface PageFonts {
  /** `@font-face` rules with the fonts inside. */
  readonly css: string
  /** Value of `font-family`. */
  readonly families: string
}

/** @param folder `assets/fonts` */
export function pageFonts(text: string, folder: string): PageFonts {
  const all = JSON.parse(readFileSync(join(folder, 'faces.json'), 'utf8')) as readonly FontFace[]
  const { families, faces } = fontsFor(text, all)
  const css = faces.map(
    ({ family, weight, file, range }) =>
      `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range}; ` +
      `src: url(data:font/woff2;base64,${readFileSync(join(folder, file), 'base64')}) format('woff2') }`
  )
  return { css: css.join('\n'), families: [...families.map((family) => `'${family}'`), 'sans-serif'].join(', ') }
}
