/**
 * The files beside a project that have the names of its WAL and journal. SQLite replays any file of that name into the database
 * without checking that it belongs to it, so this is checked before.
 */
import { copyFileSync, constants, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isOdd, isOddIndex } from './aside.ts'
import { headerBytes, parseSqliteHeader, readBeginning, type SqliteHeader } from './header.ts'
import { readJournal } from './journal.ts'
import { isLockedHere } from './lock.ts'
import { firstMark, markStep } from './writer-mark.ts'
import { firstCommit, isNoLog } from './wal.ts'

/**
 * `nobody`: there is nothing to replay. `unsure`: the film is first examined without the file; if it is whole, the file is foreign.
 */
type Whose = 'nobody' | 'own' | 'foreign' | 'unsure'

export interface Beside {
  readonly wal: Whose
  readonly journal: Whose
  /** The WAL index, which SQLite rebuilds: `foreign` when it is not a plain file of its own. */
  readonly shm: Extract<Whose, 'nobody' | 'foreign'>
  /** Path of this film's WAL under another name in the same folder: the film was renamed while it was open. */
  readonly elsewhere: string | null
  /** The film was not closed, and its WAL was not found. */
  readonly isMissing: boolean
}

export const nothingBeside: Beside = {
  wal: 'nobody',
  journal: 'nobody',
  shm: 'nobody',
  elsewhere: null,
  isMissing: false
}

/** The name suffixes of the foreign files. */
export const foreignBeside = ({ wal, journal, shm }: Beside): string[] => [
  ...(wal === 'foreign' ? ['-wal'] : []),
  ...(journal === 'foreign' ? ['-journal'] : []),
  ...(shm === 'foreign' ? ['-shm'] : [])
]

/** Examines the files beside a project. Must not be called while this process has the file open. @param path real path */
export function lookBeside(path: string): Beside {
  const header = parseSqliteHeader(readBeginning(path, headerBytes))
  const wal = whoseWal(`${path}-wal`, header)
  const lacks = header.isOpen && (wal === 'foreign' || !existsSync(`${path}-wal`))
  const elsewhere = lacks ? logElsewhere(path, header) : null
  const shm = isOddIndex(`${path}-shm`) ? 'foreign' : 'nobody'
  const journal = whoseJournal(`${path}-journal`, header)
  return { wal, journal, shm, elsewhere, isMissing: lacks && elsewhere === null }
}

function isThere(path: string): boolean {
  return (lstatSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function whoseWal(path: string, file: SqliteHeader): Whose {
  if (isOdd(path)) return 'foreign'
  if (!isThere(path)) return 'nobody'
  if (!file.isOpen) return 'foreign' // closing checkpoints and deletes the WAL before it changes the header
  if (isNoLog(path)) return 'foreign' // SQLite would overwrite it
  const first = firstCommit(path)
  if (first === undefined) return 'nobody'
  if (file.mark < firstMark && (first.header?.mark ?? 0) < firstMark) return 'own' // written by a version without writer marks
  return first.header !== undefined && follows(first.header.mark, file.mark, markStep) ? 'own' : 'foreign'
}

const follows = (now: number, before: number, most: number): boolean => now >= before && now - before <= most

function whoseJournal(path: string, file: SqliteHeader): Whose {
  if (isOdd(path)) return 'foreign'
  if (!isThere(path)) return 'nobody'
  const found = readJournal(path)
  if (found === null) return 'nobody'
  if (found === undefined || found.namesAnother) return 'foreign'
  if (found.before === undefined) return 'unsure'
  const { mark, changes, sqlitePageSize } = found.before
  const fits =
    sqlitePageSize === file.sqlitePageSize && follows(file.changes, changes, 1) && follows(file.mark, mark, markStep)
  return fits ? 'own' : 'foreign'
}

/** The WAL of a film that was renamed while it was open: the WAL keeps the old name. */
function logElsewhere(path: string, file: SqliteHeader): string | null {
  if (file.mark < firstMark) return null
  for (const name of readdirSync(dirname(path))) {
    const log = /^(.+)-wal(?:\.not-of-this-film(?:-\d+)?)?$/.exec(name)
    const [candidate, owner] = [join(dirname(path), name), join(dirname(path), log?.[1] ?? '')]
    if (!log || (owner !== path && isLockedHere(owner)) || !lstatSync(candidate, { throwIfNoEntry: false })?.isFile())
      continue
    const isOwners = owner !== path && markOf(owner) === file.mark // a copy made while the film was open
    if (!isOwners && firstCommit(candidate)?.header?.mark === file.mark) return candidate
  }
  return null
}

/** The writer mark of a file; undefined when it is not a regular file or too short. */
function markOf(path: string): number | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined
  const bytes = readBeginning(path, headerBytes)
  return bytes.length === headerBytes ? parseSqliteHeader(bytes).mark : undefined
}

/**
 * Runs `work` on a copy of a project and of its logs, so that SQLite changes nothing in the original. Deletes the copy when `work`
 * throws; otherwise `drop` does.
 * @param logs paths by the suffix that each has beside the copy
 */
export function onCopy<Result>(
  path: string,
  logs: Readonly<Record<string, string>>,
  work: (copy: string, drop: () => void) => Result
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  const drop = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, basename(path))
    copyFileSync(path, copy, constants.COPYFILE_FICLONE)
    for (const [end, log] of Object.entries(logs)) copyFileSync(log, copy + end)
    return work(copy, drop)
  } catch (error) {
    drop()
    throw error
  }
}
