/** A damaged project, recovered into a copy that the user may choose to use. The original is only ever read. */
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
  /** Rows by table. `lost` counts what is known to be missing. */
  readonly tables: Readonly<Record<string, Count>>
  /** What was left out, or kept although it is not what was stored. */
  readonly faults: readonly Fault[]
  /** True when the storyboard itself was unreadable, and each take found was put on a card of its own. */
  readonly filmRebuilt: boolean
}

/**
 * Writes everything of `path` that can still be read to the new file `target`, which is there only when it is whole.
 * @throws Failure `project.not-ours`, `project.exists` and `project.no-folder` (target), `project.damaged` when nothing at
 *   all can be read
 */
export function recoverProject(path: string, target: string): Recovery {
  const original = guarded(resolve(path), () => realpathSync(path))
  if (isLockedHere(original)) throw lockedElsewhere(original)
  guarded(original, () => {
    if (!statSync(original).isFile()) throw notAFile(original) // a pipe could keep whoever reads it for ever
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
    noteOrigins(fresh, !toldOrigins(damagedDb)) // of pages of an older file, and of those whose rows are lost
    const filmRebuilt = mend(fresh, partial)
    sealAll(fresh, partial)
    return { tables, faults, filmRebuilt }
  } finally {
    damagedDb?.close()
    if (fresh) closeAsOneFile(fresh)
  }
}

/** Gives the whole film its name, unless somebody else took that meanwhile. */
function putInPlace(partial: string, place: string): void {
  const held = lock(place)
  try {
    if (!nameDatabase(partial, place)) throw exists(place)
  } finally {
    held.release()
  }
}

/** A copy with its own log and journal, and no stranger’s, whose header says again what every project's header says. */
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

/** A file of which less than this is there is as good as none. */
const leastShare = 1 / 50

/**
 * Bytes of a file that was cut, as it was by its own word: SQLite reads nothing of one that ends before the first page of a
 * table. What is missing is empty pages then, which are stepped over.
 */
function wholeLength(file: number): number {
  const pages = Buffer.alloc(4)
  readSync(file, pages, 0, pages.length, 28)
  return Math.min(pages.readUInt32BE() * sqlitePageSize, Math.floor(fstatSync(file).size / leastShare))
}

/** What is the same in every project (SQLite file format, §1.3): offset, bytes. */
const soundHeader = (withWal: boolean): readonly (readonly [number, readonly number[]])[] => [
  [16, [sqlitePageSize >> 8, sqlitePageSize & 255]],
  [18, withWal ? [2, 2] : [1, 1]],
  [20, [0, 64, 32, 32]],
  [28, [0, 0, 0, 0]], // length in pages: 0 = as long as the file is, for a file may have been cut
  [32, [0, 0, 0, 0, 0, 0, 0, 0]], // no free pages: nothing is going to be written
  [44, [0, 0, 0, 4]], // schema format
  [52, [0, 0, 0, 0]], // no vacuuming by itself
  [56, [0, 0, 0, 1]] // UTF-8
]

/** Makes film and undo log fit what came through. @returns true when the film had to be made from the takes */
function mend(db: Connection, path: string): boolean {
  db.exec('UPDATE film SET revision = 0') // a new film: what the old one counted may be what was damaged
  const found = recoveredFilm(db)
  sealAll(db, path)
  const tables = openTables(db, path)
  const takes = tables.takes.all()
  const known = new Set(takes.map(({ id }) => id))
  const keepsLog = found?.whole === true && missingTake(found.film, known) === undefined && logIsReadable(tables)
  if (!keepsLog) db.exec('DELETE FROM edit') // it cannot be read, or leads to what is gone
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

/** One card a take, in the order they were made. */
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
