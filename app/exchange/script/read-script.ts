/** Reads any supported script file: detects its kind and plans its shots. Pure; reads all of it at once. */
import { limits } from '../../base/limits.ts'
import { cleanText } from '../../base/text.ts'
import { emptyFilm, type Film } from '../../film/film.ts'
import { noLanguage } from '../../film/shot-language.ts'
import type { Timebase } from '../../time.ts'
import { parseShotList } from '../parse-shots.ts'
import { isShotList, noShots, promptsOf, tooManyShots } from '../text-shots.ts'
import { cleanScript } from './clean-script.ts'
import { readColumns, recognisedColumns, type Columns } from './columns.ts'
import { readTable, type Table } from './csv.ts'
import { readFdx } from './fdx.ts'
import { isScreenplay, readFountain } from './fountain.ts'
import { filmOf, plan, type PlannedShot } from './plan.ts'
import { Leftovers, type LeftOut, type Script, type ScriptKind } from './script.ts'
import { readStoryboarder } from './storyboarder.ts'

export interface ReadScript {
  readonly kind: ScriptKind
  /** Its title, cards and cast; scripts have nothing else. */
  readonly film: Film
  /** One per card. */
  readonly shots: readonly PlannedShot[]
  readonly left: readonly LeftOut[]
  /** For a table: headings, example cells, and the columns' meanings. */
  readonly table: (Columns & { readonly heads: readonly string[]; readonly samples: readonly string[] }) | null
}

const kindsByExtension: Readonly<Record<string, ScriptKind>> = {
  fountain: 'fountain',
  spmd: 'fountain',
  fdx: 'fdx',
  csv: 'csv',
  tsv: 'csv',
  storyboarder: 'storyboarder',
  shots: 'shots'
}
/** Extensions of supported files. */
export const scriptExtensions = [...Object.keys(kindsByExtension), 'txt', 'text', 'md'] as const

const extensionOf = (name: string): string => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether a file of this name is supported. */
export const isScriptName = (name: string): boolean =>
  (scriptExtensions as readonly string[]).includes(extensionOf(name))

/** By extension, else by content. */
function kindOf(name: string, text: string): ScriptKind {
  const named = kindsByExtension[extensionOf(name)]
  if (named !== undefined) return named
  if (isShotList(text)) return 'shots'
  return isScreenplay(text) ? 'fountain' : 'text'
}

/**
 * @param columns how to read a table; absent: by its headings
 * @param idOf gives the id of the card (counted separately from 0, of the cast member) at an index
 * @throws Failure `script.*`, `shots.*`, `text.none`, `text.many`
 */
export function readScript(
  { name, text: source }: { readonly name: string; readonly text: string },
  base: Timebase,
  idOf: (index: number) => string,
  columns?: Columns
): ReadScript {
  const left = new Leftovers()
  const { text, turns, controls } = cleanText(source.replace(/^\uFEFF/, ''), { lines: true })
  if (turns + controls > 0) left.add('hidden', null, '', turns + controls)
  const kind = kindOf(name, text)
  if (kind === 'shots') return ofShotList(text, base, left, idOf)
  const table = kind === 'csv' ? readTable(text) : null
  const chosen = table && (columns ?? recognisedColumns(table))
  const raw = kind === 'csv' ? readColumns(table!, chosen!, left) : scriptOf(kind, text, left)
  const script = cleanScript(raw, left)
  const shots = demandSome(plan(script, base, left, idOf), kind)
  return {
    ...{ kind, shots, film: filmOf(script.title, shots), left: left.list },
    table: table && { ...chosen!, ...describe(table, chosen!) }
  }
}

function scriptOf(kind: Exclude<ScriptKind, 'csv' | 'shots'>, text: string, left: Leftovers): Script {
  switch (kind) {
    case 'fountain':
      return readFountain(text, left)
    case 'fdx':
      return readFdx(text, left)
    case 'storyboarder':
      return readStoryboarder(text, left)
    case 'text':
      return plainScript(text)
  }
}

/** One shot per paragraph, or per line when there is only one paragraph. */
function plainScript(text: string): Script {
  const none = {
    scene: null,
    shot: '',
    title: '',
    dialogue: '',
    notes: '',
    length: null,
    language: noLanguage,
    pictures: []
  }
  return { title: '', scenes: [], shots: promptsOf(text).map((action) => ({ ...none, action })) }
}

/** Our own shot list states lengths, seeds and cast itself. @throws Failure the first fault */
function ofShotList(text: string, base: Timebase, left: Leftovers, idOf: (index: number) => string): ReadScript {
  const { film, faults } = parseShotList(text, base, idOf)
  if (film === null) throw faults[0]!.failure
  const { seed, policy } = film.settings
  if (seed !== null) left.add('settings', null, `seed: ${seed}`)
  if (policy !== emptyFilm('').settings.policy) left.add('settings', null, `memory: ${policy}`)
  const shots = film.cards.map((card): PlannedShot => ({ card, estimated: false, pictures: [] }))
  return { kind: 'shots', film, shots, left: left.list, table: null }
}

/** Even an empty table is returned: it may have shots when its columns are read differently. */
function demandSome(shots: readonly PlannedShot[], kind: ScriptKind): readonly PlannedShot[] {
  if (shots.length === 0 && kind !== 'csv') throw noShots()
  if (shots.length > limits.cards) throw tooManyShots()
  return shots
}

function describe({ rows }: Table, { fields, headings }: Columns) {
  const below = headings ? rows.slice(1) : rows
  const shown = (at: number): string => below.find((row) => (row[at] ?? '').trim() !== '')?.[at]?.trim() ?? ''
  return {
    heads: fields.map((_, at) => (headings ? (rows[0]?.[at] ?? '').trim().slice(0, 80) : '')),
    samples: fields.map((_, at) => shown(at).slice(0, 120))
  }
}
