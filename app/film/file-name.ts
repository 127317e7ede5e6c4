/** What the file of a film is called. */

/** UTF-8. File systems take 255: the rest is for extensions, numbers and what hidden files beside it are called. */
const longest = 180

/** What Windows takes for a device, with any extension (learn.microsoft.com, Naming Files, Paths, and Namespaces). */
const device = /^(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?= *(?:\.|$))/i

/**
 * Signs that nobody sees, but which make one letter or picture of several: joiners, as in Persian and Indic words and in emoji,
 * and the tags of flags. Other unseen signs only make names that look alike differ.
 */
const unseen = /(?!\u200C|\u200D|[\u{E0020}-\u{E007F}])\p{Cf}/gu
/** At the ends joiners join nothing. Flags end with a tag. */
const ends = /^(?:[. ]|\u200C|\u200D|[\u{E0020}-\u{E007F}])+|(?<![. \u200C\u200D])(?:[. ]|\u200C|\u200D)+$/gu

/** A title as a file name that every system takes. */
export function fileName(title: string): string {
  const plain = title
    .replaceAll(unseen, '')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(ends, '')
  const name = cut(plain).replaceAll(ends, '')
  return name.replace(device, '$&_') || 'Film'
}

/** As much of a text as has room, in whole characters: letters with their accents, flags. */
function cut(text: string): string {
  const encoder = new TextEncoder()
  let bytes = 0
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length
    if (bytes > longest) return text.slice(0, index)
  }
  return text
}
