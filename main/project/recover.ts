/** Recovers a damaged project into a copy. The original is only read. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  writeSync
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { apply } from '../../app/edits/apply.ts'
import { emptyFilm, newCard, type Film } from '../../app/film/film.ts'
import { cardId, type TakeId } from '../../app/ids.ts'
import type { TakeRecord } from '../../app/ledger/records.ts'
import { canWrite } from '../../engine/files/writable.ts'
import { lookBeside } from '../store/beside.ts'
import { closeAsOneFile, connect, sqlitePageSize, type Connection } from '../store/connection.ts'
import { damaged, exists, guarded, lockedElsewhere, notAFile, readOnly } from '../store/failures.ts'
import { checkHeader } from '../store/identity.ts'
import { isLockedHere, lock } from '../store/lock.ts'
import { noteOrigins } from '../store/migrations/006-origins.ts'
import { sealAll } from '../store/proof.ts'
import { nameDatabase } from '../store/replace.ts'
import type { Fault } from '../store/faults.ts'
import { salvage, toldOrigins, type Count } from '../store/salvage.ts'
import { createStore } from '../store/create.ts'
import { openTables, type Tables } from '../store/tables/tables.ts'
import { realTarget } from './copy.ts'
import { missingTake } from './known-takes.ts'
import { recoveredFilm } from './recovered-film.ts'
import { dropPartialFilm, holdPartial, sweepPartialFilms } from './partial-film.ts'
import { readLog } from './undo-log.ts'

export interface Recovery {
  /** Rows by table. `lost` counts rows known to be missing. */
  readonly tables: Readonly<Record<string, Count>>
  /** Rows left out, or kept although they are not as they were stored. */
  readonly faults: readonly Fault[]
  /** True when the storyboard itself was unreadable, and each take found was put on a card of its own. */
  readonly filmRebuilt: boolean
}

/**
 * Writes everything readable in `path` to the new file `target`, which gets its name only when it is complete.
 * @throws Failure `project.not-ours`, `project.exists` and `project.no-folder` (target), `project.damaged` when nothing can be read
 */
export function recoverProject(path: string, target: string): Recovery {
  const original = guarded(resolve(path), () => realpathSync(path))
  if (isLockedHere(original)) throw lockedElsewhere(original)
  guarded(original, () => {
    if (!statSync(original).isFile()) throw notAFile(original) // reading a pipe could block for ever
    checkHeader(original)
  })
  const place = realTarget(target)
  if (existsSync(place)) throw exists(place)
  if (!canWrite(dirname(place))) throw readOnly(place)
  sweepPartialFilms(dirname(place))
  const hidden = holdPartial(place)
  const [copy, partial] = [`${hidden.stem}.damaged`, `${hidden.stem}.throughline`]
  try {
    return guarded(original, () => {
      copyForReading(original, copy)
      const recovery = recoverInto(partial, copy, original)
      putInPlace(partial, place)
      return recovery
    })
  } finally {
    dropPartialFilm(copy)
    dropPartialFilm(partial)
    hidden.release()
  }
}

function recoverInto(partial: string, copy: string, original: string): Recovery {
  createStore(partial, () => undefined).close()
  let damagedDb: Connection | undefined
  let fresh: Connection | undefined
  try {
    damagedDb = connect(copy, { readonly: false })
    fresh = connect(partial, { readonly: false })
    const { counts: tables, faults } = salvage(damagedDb, fresh)
    if (tables.film.kept + tables.card.kept + tables.take.kept === 0)
      throw damaged(original, 'nothing in it can be read')
    noteOrigins(fresh, !toldOrigins(damagedDb)) // for pages of an older version's file, and where origin rows are lost
    const filmRebuilt = mend(fresh, partial)
    sealAll(fresh, partial)
    return { tables, faults, filmRebuilt }
  } finally {
    damagedDb?.close()
    if (fresh) closeAsOneFile(fresh)
  }
}

/** Gives the complete film its name, unless the name was taken meanwhile. */
function putInPlace(partial: string, place: string): void {
  const held = lock(place)
  try {
    if (!nameDatabase(partial, place)) throw exists(place)
  } finally {
    held.release()
  }
}

/** Copies the film with its own WAL and journal but no foreign ones, and resets the header fields that all projects share. */
function copyForReading(path: string, copy: string): void {
  const { wal, journal } = lookBeside(path)
  copyFileSync(path, copy)
  const withWal = wal === 'own'
  if (withWal) copyFileSync(`${path}-wal`, `${copy}-wal`)
  if (journal === 'own') copyFileSync(`${path}-journal`, `${copy}-journal`)
  const file = openSync(copy, 'r+')
  try {
    const whole = wholeLength(file)
    if (whole > fstatSync(file).size) ftruncateSync(file, whole)
    for (const [offset, bytes] of soundHeader(withWal)) writeSync(file, Uint8Array.from(bytes), 0, bytes.length, offset)
  } finally {
    closeSync(file)
  }
}

/** Limits how far a truncated file is extended: the share of it that must be left. */
const leastShare = 1 / 50

/**
 * The original length, in bytes, of a truncated file, from its header: SQLite reads nothing of a file that ends before the root page
 * of a table. The missing end becomes empty pages, which are skipped.
 */
function wholeLength(file: number): number {
  const pages = Buffer.alloc(4)
  readSync(file, pages, 0, pages.length, 28)
  return Math.min(pages.readUInt32BE() * sqlitePageSize, Math.floor(fstatSync(file).size / leastShare))
}

/** Header fields that are reset (SQLite file format, §1.3): offset, bytes. */
const soundHeader = (withWal: boolean): readonly (readonly [number, readonly number[]])[] => [
  [16, [sqlitePageSize >> 8, sqlitePageSize & 255]],
  [18, withWal ? [2, 2] : [1, 1]],
  [20, [0, 64, 32, 32]],
  [28, [0, 0, 0, 0]], // length in pages: 0 = take it from the file, which may be truncated
  [32, [0, 0, 0, 0, 0, 0, 0, 0]], // no free pages: nothing will be written
  [44, [0, 0, 0, 4]], // schema format
  [52, [0, 0, 0, 0]], // no auto-vacuum
  [56, [0, 0, 0, 1]] // UTF-8
]

/** Makes film and undo log consistent with the recovered rows. @returns true when the film had to be rebuilt from the takes */
function mend(db: Connection, path: string): boolean {
  db.exec('UPDATE film SET revision = 0') // the old value may be damaged
  const found = recoveredFilm(db)
  sealAll(db, path)
  const tables = openTables(db, path)
  const takes = tables.takes.all()
  const known = new Set(takes.map(({ id }) => id))
  const keepsLog = found?.whole === true && missingTake(found.film, known) === undefined && logIsReadable(tables)
  if (!keepsLog) db.exec('DELETE FROM edit') // unreadable, or it refers to lost takes
  const made = takes.filter(({ id }) => tables.chunks.lastOf(id))
  tables.film.put(0, found ? withoutLostTakes(found.film, known) : filmOf(made))
  return found === null
}

function logIsReadable(tables: Tables): boolean {
  try {
    readLog(tables)
    return true
  } catch {
    return false
  }
}

function withoutLostTakes(film: Film, known: ReadonlySet<TakeId>): Film {
  const cards = film.cards.map((card) => {
    const takes = card.takes.filter(({ take }) => known.has(take))
    const active =
      card.activeTake !== null && known.has(card.activeTake) ? card.activeTake : (takes.at(-1)?.take ?? null)
    return { ...card, takes, activeTake: active }
  })
  return { ...film, cards }
}

/** One card per take, in the order they were made. */
function filmOf(takes: readonly TakeRecord[]): Film {
  let film = emptyFilm('Recovered film')
  for (const take of takes) {
    const id = cardId(take.id)
    const card = newCard(id, { prompt: take.prompt, length: take.chunks })
    film = apply(film, { type: 'addCards', at: film.cards.length, cards: [card] }).film
    film = apply(film, { type: 'addTake', card: id, take: take.id }).film
  }
  return film
}
