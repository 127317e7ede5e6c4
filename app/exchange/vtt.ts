/** The dialogue as WebVTT (w3.org/TR/webvtt1 §4), for web players and editing programs. */
import { cueTime, type Cue } from './cues.ts'

/** Only the header when nobody speaks. */
export const printVtt = (cues: readonly Cue[]): string => ['WEBVTT\n', ...cues.map(cueText)].join('\n')

const cueText = ({ from, to, lines }: Cue): string =>
  `${cueTime(from, '.')} --> ${cueTime(to, '.')}\n${lines.map(escaped).join('\n')}\n`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** Prevents an arrow in the dialogue from being taken for a time. */
const escaped = (line: string): string => line.replaceAll(/[&<>]/g, (sign) => entities[sign]!)
