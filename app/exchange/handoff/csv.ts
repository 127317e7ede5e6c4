/** The cut list as a table (RFC 4180), one row per shot, for spreadsheets: UTF-8 with byte order mark, CRLF. */
import { abbreviated, languageFields } from '../../film/shot-language.ts'
import { byShot, type CutList, type CutShot } from './cut-list.ts'
import { editTimecode, firstFrame } from './rate.ts'

const columns = [
  ...['Shot', 'Scene', 'Title', 'Prompt', 'Dialogue', 'Notes', 'Length', 'Start TC', 'Seed', 'Take', 'File'],
  ...['Size', 'Angle', 'Movement', 'Lens', 'Place', 'Time of day', 'Transition', 'Label'] // as `languageFields`
] as const

/** Lengths are timecodes too. A shot that is not made has no seed, take or file. */
export function printCsv({ events, rate }: CutList): string {
  const rows = byShot(events).map((parts): readonly string[] => {
    const { shot, start } = parts[0]!
    const media = parts.find(({ clip }) => clip !== null)?.clip?.media
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    return [
      ...words(shot),
      editTimecode(length, rate),
      editTimecode(firstFrame(rate) + start, rate),
      ...(media ? [String(media.take.seed), String(media.number), media.name] : ['', '', '']),
      ...languageFields.map((field) => abbreviated(shot.language, field)),
      shot.label ?? ''
    ]
  })
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

const words = ({ number, scene, title, prompt, dialogue, notes }: CutShot): readonly string[] => [
  ...[number, scene, title, prompt, dialogue, notes]
]

/** Quotes a cell. A cell that begins like a formula gets an apostrophe, so that spreadsheets keep it as text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
