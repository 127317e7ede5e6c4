/** A file of any kind that shots can be made of: which kind it is, and what would come of it. Pure; reads all of it at once. */
import { limits } from '../../base/limits.ts'
import { Failure } from '../../base/failure.ts'
import { cleanText } from '../../base/text.ts'
import { emptyFilm, type Film } from '../../film/film.ts'
import type { Timebase } from '../../time.ts'
import { parseShotList } from '../parse-shots.ts'
import { isShotList, promptsOf } from '../text-shots.ts'
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
  /** Its title, cards and cast; what else a film has is not of a script. */
  readonly film: Film
  /** One for each card. */
  readonly shots: readonly PlannedShot[]
  readonly left: readonly LeftOut[]
  /** Of a table: what its columns are called, what stands in them, and what they are taken for. */
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
/** Of files that shots are made of, also those whose content tells their kind. */
export const scriptExtensions = [...Object.keys(kindsByExtension), 'txt', 'text', 'md'] as const

const extensionOf = (name: string): string => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether a file of this name is one of them. */
export const isScriptName = (name: string): boolean =>
  (scriptExtensions as readonly string[]).includes(extensionOf(name))

/** By its name, else by what is in it. */
function kindOf(name: string, text: string): ScriptKind {
  const named = kindsByExtension[extensionOf(name)]
  if (named !== undefined) return named
  if (isShotList(text)) return 'shots'
  return isScreenplay(text) ? 'fountain' : 'text'
}

/**
 * @param columns how a table is read; absent: as its headings say
 * @param idOf gives the id of the card (from 0 again: of a member of the cast) at an index
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

/** A shot for each paragraph, or for each line where there is but one paragraph. */
function plainScript(text: string): Script {
  const none = { scene: null, shot: '', title: '', dialogue: '', notes: '', length: null, pictures: [] }
  return { title: '', scenes: [], shots: promptsOf(text).map((action) => ({ ...none, action })) }
}

/** Our own form says lengths, seeds and cast itself. @throws Failure the first fault */
function ofShotList(text: string, base: Timebase, left: Leftovers, idOf: (index: number) => string): ReadScript {
  const { film, faults } = parseShotList(text, base, idOf)
  if (film === null) throw faults[0]!.failure
  const { seed, policy } = film.settings
  if (seed !== null) left.add('settings', null, `seed: ${seed}`)
  if (policy !== emptyFilm('').settings.policy) left.add('settings', null, `memory: ${policy}`)
  const shots = film.cards.map((card): PlannedShot => ({ card, estimated: false, pictures: [] }))
  return { kind: 'shots', film, shots, left: left.list, table: null }
}

/** A table without a shot may have one when it is read another way. */
function demandSome(shots: readonly PlannedShot[], kind: ScriptKind): readonly PlannedShot[] {
  if (shots.length === 0 && kind !== 'csv')
    throw new Failure('text.none', 'There are no words in this text.', 'Copy the lines that are to become shots.')
  const most = limits.cards
  if (shots.length > most)
    throw new Failure('text.many', `A film has at most ${most} shots.`, 'Copy a part of the text.', { most })
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
