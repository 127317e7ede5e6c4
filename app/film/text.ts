/**
 * Which text a film may hold. Emoji and every script are welcome; refused are characters that cannot be seen and
 * change what is read: control characters, bidirectional embeddings, overrides and isolates (they make a prompt look
 * other than it is; the plain marks U+200E, U+200F and U+061C stay, as right-to-left writers need them), line and
 * paragraph separators, and halves of surrogate pairs, which no file can hold.
 */
const hidden = /(?![\t\n])\p{Cc}|[\p{Surrogate}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
const breaks = /[\t\n]/

export interface TextRule {
  /** Most UTF-16 units. */
  readonly most: number
  /** Whether line breaks and tabs are allowed. */
  readonly lines: boolean
}

/** What is wrong with a text, to follow a word like `the prompt`, or null. */
export function textFault(text: string, rule: TextRule): string | null {
  if (text.length > rule.most) return `is ${count(text.length)} characters long; the most is ${count(rule.most)}`
  const found = hidden.exec(text) ?? (rule.lines ? null : breaks.exec(text))
  if (found === null) return null
  return `holds a character that cannot be shown (${codePoint(found[0])}, at character ${count(found.index + 1)})`
}

const count = (value: number): string => value.toLocaleString('en')
const codePoint = (text: string): string => `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
