/**
 * BERT's basic tokenizer: a prompt becomes words and single punctuation marks, before WordPiece cuts them up.
 * The rules and their order are those of the `tokenizers` library's BertNormalizer and BertPreTokenizer, which made
 * the pack's golden ids.
 */

/** Control (but for tab and line ends), format, private-use and unpaired characters are dropped. */
const dropped = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/u
const blank = /\s/u
const nonspacingMark = /\p{Mn}/gu
/** Unicode's punctuation, and every ASCII symbol as well ($, +, <, =, >, ^, `, |, ~ are not of category P). */
const punctuation = /[\p{P}!-/:-@[-`{-~]/u

/** First and last code point of each block of CJK ideographs; kana and Hangul are spelt like other letters. */
const ideographs = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0x2f800, 0x2fa1f]
] as const

function isIdeograph(character: string): boolean {
  const point = character.codePointAt(0)!
  return point >= 0x3400 && ideographs.some(([first, last]) => point >= first && point <= last)
}

/** Control characters gone, blanks made plain, ideographs standing alone. */
function cleaned(text: string): string {
  let clean = ''
  for (const character of text) {
    if (dropped.test(character)) continue
    if (blank.test(character)) clean += ' '
    else clean += isIdeograph(character) ? ` ${character} ` : character
  }
  return clean
}

/** Lower case and without accents. Letter by letter, so that Σ is σ also at a word's end. */
function folded(text: string): string {
  const bare = text.normalize('NFD').replace(nonspacingMark, '')
  let lower = ''
  for (const character of bare) lower += character.toLowerCase()
  return lower
}

/** The words and punctuation marks of a text, in order. `lowercase` also takes the accents off. */
export function splitWords(text: string, lowercase: boolean): string[] {
  const clean = cleaned(text)
  const words: string[] = []
  let word = ''
  const endWord = (): void => {
    if (word !== '') words.push(word)
    word = ''
  }
  for (const character of lowercase ? folded(clean) : clean) {
    if (character === ' ') endWord()
    else if (punctuation.test(character)) {
      endWord()
      words.push(character)
    } else word += character
  }
  endWord()
  return words
}
