/** Columns of a table: recognised by their headings, correctable by the user. */
import { parseSeconds, seconds, type Seconds } from '../../time.ts'
import {
  isTermField,
  languageFields,
  noLanguage,
  termNamed,
  type LanguageField,
  type ShotLanguage
} from '../../film/shot-language.ts'
import { languageTexts } from '../../film/schema.ts'
import type { Table } from './csv.ts'
import type { Leftovers, Script, ScriptScene, ScriptShot } from './script.ts'
import { wordsIn } from './estimate.ts'

/** Meanings of a column; `none` is not imported. */
export const columnFields = [
  'shot',
  'scene',
  'title',
  'action',
  'character',
  'dialogue',
  'notes',
  'length',
  ...languageFields,
  'none'
] as const
export type ColumnField = (typeof columnFields)[number]

/** How a table is read. */
export interface Columns {
  /** Per column. */
  readonly fields: readonly ColumnField[]
  /** The first row names the columns. */
  readonly headings: boolean
}

/** Normalised headings, lower case without punctuation: English, German, French, Spanish. */
const names: Readonly<Record<Exclude<ColumnField, 'none'>, readonly string[]>> = {
  shot: ['shot', 'shotnumber', 'shotno', 'shotnr', 'shotid', 'nr', 'no', 'number', 'einstellung', 'plan', 'plano'],
  scene: ['scene', 'sceneheading', 'slugline', 'location', 'szene', 'scène', 'escena', 'ort'],
  title: ['title', 'name', 'shotname', 'titel', 'titre', 'título'],
  action: [
    ...['prompt', 'action', 'description', 'shotdescription', 'visual', 'visuals', 'picture', 'video', 'whathappens'],
    ...['beschreibung', 'bild', 'handlung', 'wasgeschieht', 'description', 'descripción', 'acción']
  ],
  character: ['character', 'speaker', 'figur', 'sprecher', 'personnage', 'personaje'],
  dialogue: ['dialogue', 'dialog', 'audio', 'vo', 'voiceover', 'dialogues', 'diálogo', 'text'],
  notes: [
    ...['notes', 'note', 'comment', 'comments', 'notizen', 'anmerkung', 'anmerkungen', 'bemerkung', 'notas'],
    ...['camera', 'kamera', 'sound', 'sfx', 'ton']
  ],
  size: ['size', 'shotsize', 'framing', 'shottype', 'größe', 'einstellungsgröße'],
  angle: ['angle', 'cameraangle', 'winkel', 'blickwinkel', 'perspektive'],
  movement: ['movement', 'cameramovement', 'bewegung', 'kamerabewegung'],
  lens: ['lens', 'objektiv'],
  place: ['place', 'drehort', 'motiv'],
  time: ['timeofday', 'daynight', 'tageszeit'],
  transition: ['transition', 'übergang'],
  length: ['length', 'duration', 'seconds', 'secs', 'time', 'länge', 'dauer', 'sekunden', 'durée', 'duración']
}
const byName = new Map<string, ColumnField>(
  (Object.keys(names) as (keyof typeof names)[]).flatMap((field) => names[field].map((name) => [name, field] as const))
)
/** Headings of notes columns whose text needs no heading before it. */
const plainNotes = /^(?:notes?|comments?|notizen|anmerkung(?:en)?|bemerkung|notas)$/
const keyOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '')

const languageNames: ReadonlySet<ColumnField> = new Set(languageFields)
/** Fields that only one column may have. */
export const singleFields: ReadonlySet<ColumnField> = new Set([
  ...(['shot', 'scene', 'title', 'character', 'length'] as const),
  ...languageFields
])

export function recognisedColumns({ rows }: Table): Columns {
  const first = rows[0] ?? []
  const taken = new Set<ColumnField>()
  const fields = first.map((heading): ColumnField => {
    const field = byName.get(keyOf(heading)) ?? 'none'
    if (singleFields.has(field) && taken.has(field)) return languageNames.has(field) ? 'notes' : 'none'
    taken.add(field)
    return field
  })
  if (taken.has('action') || taken.size > 1 + Number(taken.has('none'))) return { fields, headings: true }
  return { fields: withoutHeadings(rows), headings: false }
}

/** Without a prompt heading, the column with the most words is the prompt. */
function withoutHeadings(rows: Table['rows']): readonly ColumnField[] {
  const width = Math.max(0, ...rows.slice(0, 50).map(({ length }) => length))
  const counts = Array.from({ length: width }, (_, at) =>
    rows.slice(0, 50).reduce((sum, row) => sum + wordsIn((row[at] ?? '').slice(0, 500)), 0)
  )
  const most = counts.indexOf(Math.max(...counts))
  return counts.map((_, at) => (at === most ? 'action' : 'none'))
}

/** The shots of a table; consecutive rows with the same scene text share a scene. */
export function readColumns({ rows, lines }: Table, { fields, headings }: Columns, left: Leftovers): Script {
  const head = headings ? (rows[0] ?? []) : []
  fields.forEach((field, at) => {
    if (field === 'none' && rows.slice(headings ? 1 : 0).some((row) => (row[at] ?? '').trim() !== ''))
      left.add('column', null, head[at]?.trim() || String(at + 1))
  })
  const scenes: ScriptScene[] = []
  const shots: ScriptShot[] = []
  rows.forEach((row, index) => {
    if (headings && index === 0) return
    const cells = (field: ColumnField): string[] =>
      fields.flatMap((each, at) => (each === field ? unguarded(row[at]) || [] : []))
    const heading = cells('scene')[0] ?? ''
    if (heading !== '' && heading !== scenes.at(-1)?.heading) scenes.push({ heading, number: '' })
    const [speaker, words] = [cells('character')[0] ?? '', cells('dialogue').join('\n')]
    const { language, more } = languageOf((field) => cells(field)[0] ?? '')
    const notes = fields.flatMap((each, at) =>
      each === 'notes' || more.has(each) ? noteOf(head[at] ?? '', unguarded(row[at])) : []
    )
    const written = cells('length')[0] ?? ''
    const length = written === '' ? null : lengthOf(written)
    if (written !== '' && length === null) left.add('length', lines[index], written)
    const shot: ScriptShot = {
      ...{ scene: scenes.length === 0 ? null : scenes.length - 1, shot: cells('shot')[0] ?? '' },
      ...{ title: cells('title')[0] ?? '', action: cells('action').join('\n') },
      ...{ dialogue: speaker === '' ? words : `${speaker}: ${words}`.trimEnd(), notes: notes.join('\n') },
      ...{ length, language, pictures: [] }
    }
    if ([shot.action, shot.dialogue, shot.title, shot.notes].some((text) => text !== '')) shots.push(shot)
    else left.add('other', lines[index], row.filter((cell) => cell.trim() !== '').join(' · '))
  })
  return { title: '', scenes, shots }
}

/** CSV exports, also ours, put ' before what a spreadsheet would take for a formula. */
const unguarded = (cell: string | undefined): string => (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '')

/** Shot language of a row. `more`: fields whose words are no term; they are notes. */
function languageOf(cell: (field: LanguageField) => string): {
  language: ShotLanguage
  more: ReadonlySet<ColumnField>
} {
  const more = new Set<ColumnField>()
  const said = languageFields.map((field): Partial<ShotLanguage> => {
    const text = cell(field)
    if (!isTermField(field)) {
      const fits = text.length <= languageTexts[field].most && !text.includes('\n')
      if (!fits) more.add(field)
      return fits ? { [field]: text } : {}
    }
    const term = termNamed(field, text)
    if (term === null && text !== '') more.add(field)
    return { [field]: term }
  })
  return { language: Object.assign({ ...noLanguage }, ...said) as ShotLanguage, more }
}

const noteOf = (heading: string, text: string): string[] => {
  if (text === '') return []
  return [plainNotes.test(keyOf(heading)) || heading.trim() === '' ? text : `${heading.trim()}: ${text}`]
}

/** A length as in shot lists, or as a clock with hours; frames after it are read as 25ths of a second, since no table states a rate. */
function lengthOf(text: string): Seconds | null {
  const clock = /^(\d{1,2}):([0-5]\d):([0-5]\d)(?:[:;.](\d{2}))?$/.exec(text)
  if (!clock) return positive(parseSeconds(text))
  const [, hours, minutes, whole, frames = '0'] = clock
  return positive(Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(frames) / 25)
}
const positive = (value: number | null): Seconds | null => (value === null || value <= 0 ? null : seconds(value))
