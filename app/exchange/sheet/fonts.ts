/** Chooses the fonts that a text needs, among slices with the characters that each has. Pure. */

/** One slice of a font, a line of `assets/fonts/faces.json`. */
export interface FontFace {
  readonly family: string
  /** One, or a span: `100 900`. */
  readonly weight: string
  /** Relative to `assets/fonts`. */
  readonly file: string
  /** As in CSS: `U+0-FF,U+131`. */
  readonly range: string
}

export interface FontChoice {
  /** Families in the order in which a character is looked for. */
  readonly families: readonly string[]
  readonly faces: readonly FontFace[]
  /** Characters that no face has: left to the system's fonts. */
  readonly missing: readonly string[]
}

const first = ['Inter Variable', 'Noto Emoji']
const chinese = 'Noto Sans SC'
const japanese = 'Noto Sans JP'
const korean = 'Noto Sans KR'
/** Spaces, and characters that only join others or choose their form. */
const unseen = /\s|[\u200b-\u200f]|\p{Variation_Selector}|[\u{e0020}-\u{e007f}]/gu
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const hangul = /\p{Script=Hangul}/u

/** Chinese, Japanese and Korean write the same characters in forms of their own: kana or hangul tell which is meant. */
function inOrder(families: readonly string[], text: string): readonly string[] {
  const written = kana.test(text) ? japanese : hangul.test(text) ? korean : chinese
  const last = [...new Set([written, chinese, japanese, korean])]
  const rest = families.filter((family) => !first.includes(family) && !last.includes(family))
  return [...first, ...rest, ...last].filter((family) => families.includes(family))
}

export function fontsFor(text: string, faces: readonly FontFace[]): FontChoice {
  const families = inOrder([...new Set(faces.map(({ family }) => family))], text)
  const wanted = new Set(text.replace(unseen, ''))
  const chosen: FontFace[] = []
  for (const family of families) {
    const sought = [...wanted] // slices of one family may overlap, as those of emoji with several parts do
    for (const face of faces.filter((each) => each.family === family)) {
      const has = charactersIn(face.range)
      const drawn = sought.filter((letter) => has(letter.codePointAt(0)!))
      if (drawn.length > 0) chosen.push(face)
      drawn.forEach((letter) => wanted.delete(letter))
    }
  }
  return { families: [...new Set(chosen.map(({ family }) => family))], faces: chosen, missing: [...wanted] }
}

/** @param range as in CSS, without wildcards */
function charactersIn(range: string): (codePoint: number) => boolean {
  const spans = range.split(',').map((part) => {
    const [from, to] = part
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => parseInt(hex, 16)) as [number, number?]
    return [from, to ?? from] as const
  })
  return (codePoint) => spans.some(([from, to]) => from <= codePoint && codePoint <= to)
}
