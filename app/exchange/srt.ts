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
 * Escapes text for SubRip, which has no escape syntax: players take `<i>`, `\N` and `&lt;` for markup, and an arrow for a
 * time. An invisible word joiner prevents that. Braces, whose content some players hide, are replaced by full-width ones.
 */
const literal = (line: string): string =>
  line
    .replace(/<(?=[a-z/!?])|\\(?=[a-z])|&(?=#?\w+;)|--(?=>)/giu, (sign) => `${sign}\u2060`)
    .replace(/\{([^{}]*)\}/gu, '｛$1｝')
