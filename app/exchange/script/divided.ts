/** Splits a text into parts that fit a field's limit. */

/** Preferred ends of a part: paragraph, sentence, word. */
const ends = [/\n/g, /[.!?…。！？]["”’»)]?(?=\s)/g, /\s/g]

/**
 * @param most UTF-16 units of a part; at least 2
 * @returns no part is empty, and none but the first of a longer text begins or ends with white space; none of an empty text
 */
export function divided(text: string, most: number): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > most) {
    const at = endWithin(rest.slice(0, most + 1), most)
    parts.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  if (rest !== '') parts.push(rest)
  return parts.filter((part) => part !== '')
}

/** End of the first part: in its second half, unless no such end exists. */
function endWithin(start: string, most: number): number {
  for (const end of ends) {
    let last = 0
    for (const { index, 0: sign } of start.matchAll(end)) if (index + sign.length <= most) last = index + sign.length
    if (last > most / 2) return last
  }
  const code = start.charCodeAt(most - 1)
  return code >= 0xd800 && code < 0xdc00 ? most - 1 : most // never splits a surrogate pair
}
