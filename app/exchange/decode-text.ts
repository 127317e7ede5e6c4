/** Text out of other programs, in whichever encoding they wrote it. Nothing is guessed silently: what was not UTF-8 is named. */

export interface DecodedText {
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'
}

/** @returns null when the bytes are no text, or one whose letters cannot be told */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const [first, second] = bytes
  const wide = (order: 'utf-16le' | 'utf-16be') => decoded(bytes, order, 'UTF-16')
  if (first === 0xff && second === 0xfe) return wide('utf-16le')
  if (first === 0xfe && second === 0xff) return wide('utf-16be')
  if (bytes.includes(0)) return unmarked(wide(zerosAtOdd(bytes) ? 'utf-16le' : 'utf-16be')) // UTF-8 has no such byte
  return decoded(bytes, 'utf-8', 'UTF-8') ?? western(bytes)
}

function decoded(bytes: Uint8Array, label: string, encoding: DecodedText['encoding']): DecodedText | null {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes) // without its byte order mark
    return text.includes('\0') ? null : { text, encoding }
  } catch {
    return null
  }
}

/** Nothing says that these bytes are UTF-16: what is not like text, such as a picture, is none. */
const unmarked = (read: DecodedText | null): DecodedText | null =>
  read && /(?!\s)\p{Cc}|\p{Cn}|\p{Co}/u.test(read.text) ? null : read

/** Line breaks, spaces and the signs of a list are ASCII in every language: their empty half tells the order. */
function zerosAtOdd(bytes: Uint8Array): boolean {
  let odd = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) odd += at % 2 ? 1 : -1
  return odd > 0
}

/**
 * Windows-1252 with Latin-1 in it, which every sequence of bytes could be: taken for it only where every sign beyond ASCII is
 * one that a western text has at such a place. Cyrillic, Greek, Chinese and others in a code page of their own come out as
 * runs of such letters, those of old Macs as capitals and signs inside of words.
 */
function western(bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder('windows-1252').decode(bytes)
  if (/[\u0080-\u009F]|[^\0-\x7F“”‘’…–—«»]{3}/u.test(text)) return null
  if (/\p{Ll}[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŽŸ]|\p{L}[¡-©«-³µ-¸»-¿×÷†‡‰€„]\p{L}/u.test(text)) return null
  return { text, encoding: 'Windows-1252' }
}
