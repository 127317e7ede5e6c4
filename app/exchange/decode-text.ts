/** Decodes text of other programs in any common encoding. Nothing is guessed silently: an encoding other than UTF-8 is reported. */

import { Failure } from '../base/failure.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'
}

/** @returns null when the bytes are not text, or the encoding cannot be determined */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const [first, second] = bytes
  const wide = (order: 'utf-16le' | 'utf-16be') => decoded(bytes, order, 'UTF-16')
  if (first === 0xff && second === 0xfe) return wide('utf-16le')
  if (first === 0xfe && second === 0xff) return wide('utf-16be')
  if (bytes.includes(0)) return unmarked(wide(zerosAtOdd(bytes) ? 'utf-16le' : 'utf-16be')) // UTF-8 text contains no zero byte
  return decoded(bytes, 'utf-8', 'UTF-8') ?? western(bytes)
}

/** @throws Failure `text.unread` where `decodeText` gives null */
export function demandText(bytes: Uint8Array): DecodedText {
  const text = decodeText(bytes)
  if (text) return text
  throw new Failure(
    'text.unread',
    'This is no text, or not in UTF-8, UTF-16 or Windows-1252.',
    'Save it as plain text (UTF-8) and import it again.'
  )
}

function decoded(bytes: Uint8Array, label: string, encoding: DecodedText['encoding']): DecodedText | null {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes) // the byte order mark is removed
    return text.includes('\0') ? null : { text, encoding }
  } catch {
    return null
  }
}

/** Without a byte order mark: bytes that do not look like text, such as a picture, are rejected. */
const unmarked = (read: DecodedText | null): DecodedText | null =>
  read && /(?!\s)\p{Cc}|\p{Cn}|\p{Co}/u.test(read.text) ? null : read

/** Line breaks, spaces and list markers are ASCII in every language: their zero byte reveals the byte order. */
function zerosAtOdd(bytes: Uint8Array): boolean {
  let odd = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) odd += at % 2 ? 1 : -1
  return odd > 0
}

/**
 * Windows-1252 (a superset of Latin-1), which fits every byte sequence: accepted only if every non-ASCII character is
 * plausible in western text at its place. Cyrillic, Greek, Chinese and other code pages come out as runs of such letters,
 * Mac encodings as capitals and symbols inside words.
 */
function western(bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder('windows-1252').decode(bytes)
  if (/[\u0080-\u009F]|[^\0-\x7F“”‘’…–—«»]{3}/u.test(text)) return null
  if (/\p{Ll}[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŽŸ]|\p{L}[¡-©«-³µ-¸»-¿×÷†‡‰€„]\p{L}/u.test(text)) return null
  return { text, encoding: 'Windows-1252' }
}
