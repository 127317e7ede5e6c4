/** Removes Fountain's emphasis: `*so*`, `**so**`, `_so_`. Unpaired marks stay. */

/** A run of one mark that may open or close an emphasis. */
interface Mark {
  readonly at: number
  readonly length: number
  readonly sign: string
}

export function withoutEmphasis(text: string): {
  readonly text: string
  /** Paired marks. */
  readonly marks: number
} {
  if (!/[*_\\]/.test(text)) return { text, marks: 0 }
  const cut: Mark[] = []
  const open = new Map<string, Mark>()
  let marks = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\n') open.clear() // emphasis ends at the end of its line
    if (sign === '\\' && /[*_\\]/.test(text[at + 1] ?? '')) {
      cut.push({ at, length: 1, sign })
      at++
    } else if (sign === '*' || sign === '_') {
      let length = 1
      while (text[at + length] === sign) length++
      const mark = { at, length, sign }
      const key = sign.repeat(Math.min(length, 4))
      const first = open.get(key)
      if (first && closes(text, mark)) {
        cut.push(first, mark)
        open.delete(key)
        marks++
      } else if (length < 4 && opens(text, mark)) open.set(key, mark)
      at += length - 1
    }
  }
  let kept = ''
  let from = 0
  for (const { at, length } of cut.toSorted((one, other) => one.at - other.at)) {
    kept += text.slice(from, at)
    from = at + length
  }
  return { text: kept + text.slice(from), marks }
}

const letter = /[\p{L}\p{N}]/u
const opens = (text: string, { at, length, sign }: Mark): boolean =>
  /\S/.test(text[at + length] ?? '') && !(sign === '_' && letter.test(text[at - 1] ?? ''))
const closes = (text: string, { at, length, sign }: Mark): boolean =>
  /\S/.test(text[at - 1] ?? '') && !(sign === '_' && letter.test(text[at + length] ?? ''))
