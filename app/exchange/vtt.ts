/** The dialogue as WebVTT (w3.org/TR/webvtt1 §4), which players of web pages read, and editing programs too. */
import { cueTime, type Cue } from './cues.ts'

/** A head alone when nobody speaks. */
export const printVtt = (cues: readonly Cue[]): string => ['WEBVTT\n', ...cues.map(cueText)].join('\n')

const cueText = ({ from, to, lines }: Cue): string =>
  `${cueTime(from, '.')} --> ${cueTime(to, '.')}\n${lines.map(escaped).join('\n')}\n`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** An arrow in what is said is none of the file's then, either. */
const escaped = (line: string): string => line.replaceAll(/[&<>]/g, (sign) => entities[sign]!)
