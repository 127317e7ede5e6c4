/** File names of films. */

/** Limit in UTF-8 bytes. File systems allow 255: the rest is for extensions, numbers and prefixes of hidden files. */
const longest = 180

/** Reserved device names of Windows, with any extension (learn.microsoft.com, Naming Files, Paths, and Namespaces). */
const device = /^(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?= *(?:\.|$))/i

/**
 * Invisible characters that combine letters or pictures: joiners, as in Persian and Indic words and in emoji, and the tags
 * of flags. Other invisible characters only make names look alike, and are removed.
 */
const unseen = /(?!\u200C|\u200D|[\u{E0020}-\u{E007F}])\p{Cf}/gu
/** Joiners at the ends join nothing. Flags end with a tag. */
const ends = /^(?:[. ]|\u200C|\u200D|[\u{E0020}-\u{E007F}])+|(?<![. \u200C\u200D])(?:[. ]|\u200C|\u200D)+$/gu

/** A title as a file name that is valid on every system. */
export function fileName(title: string): string {
  const plain = title
    .replaceAll(unseen, '')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(ends, '')
  const name = cut(plain).replaceAll(ends, '')
  return name.replace(device, '$&_') || 'Film'
}

/** The longest prefix that fits, in whole grapheme clusters: letters with accents, flags. */
function cut(text: string): string {
  const encoder = new TextEncoder()
  let bytes = 0
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length
    if (bytes > longest) return text.slice(0, index)
  }
  return text
}
