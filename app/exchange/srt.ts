/** The dialogue as SubRip subtitles. */
import { cueTime, type Cue } from './cues.ts'

/** An empty text when nobody speaks. */
export const printSrt = (cues: readonly Cue[]): string =>
  cues
    .map(({ from, to, lines }, index) => {
      const times = `${cueTime(from, ',')} --> ${cueTime(to, ',')}`
      return `${index + 1}\n${times}\n${lines.map(literal).join('\n')}\n`
    })
    .join('\n')

/**
 * SubRip has no sign for "as it stands here": players take `<i>`, `\N` and `&lt;` for markup, and an arrow for a time. A word
 * joiner, which nobody sees, takes that from them. What stands in braces some do not show at all, whatever it is: it gets wide ones.
 */
const literal = (line: string): string =>
  line
    .replace(/<(?=[a-z/!?])|\\(?=[a-z])|&(?=#?\w+;)|--(?=>)/giu, (sign) => `${sign}\u2060`)
    .replace(/\{([^{}]*)\}/gu, '｛$1｝')
