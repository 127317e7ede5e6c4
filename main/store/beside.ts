/**
 * What lies beside a project under the names that SQLite gives to logs and journals. SQLite plays whatever bears the name into the
 * file, without asking whose it is: so this is asked before.
 */
import { copyFileSync, constants, existsSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { FailureData } from '../../app/base/failure.ts'
import { logSetAside } from './failures.ts'
import { headerBytes, parseHeader, readBeginning, type Header } from './header.ts'
import { readJournal } from './journal.ts'
import { isLockedHere } from './lock.ts'
import { firstMark, markStep } from './session.ts'
import { firstCommit } from './wal.ts'

/** `unsure`: the film is looked at without it first, and where that is whole, it does not belong to it. */
type Whose = 'nobody' | 'own' | 'foreign' | 'unsure'

export interface Beside {
  readonly wal: Whose
  readonly journal: Whose
  /** The log of this very session, under another name in the same folder: the film was renamed while it was open. */
  readonly elsewhere: string | null
  /** The film was not closed, and its log is nowhere. */
  readonly isMissing: boolean
}

export const nothingBeside: Beside = { wal: 'nobody', journal: 'nobody', elsewhere: null, isMissing: false }

/** Not to be called while this process has the file open. @param path real path of a project */
export function lookBeside(path: string): Beside {
  const header = parseHeader(readBeginning(path, headerBytes))
  const wal = whoseWal(`${path}-wal`, header)
  const lacks = header.isOpen && (wal === 'foreign' || !existsSync(`${path}-wal`))
  const elsewhere = lacks ? logElsewhere(path, header) : null
  return { wal, journal: whoseJournal(`${path}-journal`, header), elsewhere, isMissing: lacks && elsewhere === null }
}

function isThere(path: string): boolean {
  return (lstatSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function whoseWal(path: string, file: Header): Whose {
  if (!isThere(path)) return 'nobody'
  if (!file.isOpen) return 'foreign' // whoever closes a project folds its log in and drops it before the header says so
  const first = firstCommit(path)
  if (first === undefined) return 'nobody'
  if (file.mark < firstMark && (first.header?.mark ?? 0) < firstMark) return 'own' // an older program marked nothing
  return first.header !== undefined && follows(first.header.mark, file.mark, markStep) ? 'own' : 'foreign'
}

const follows = (now: number, before: number, most: number): boolean => now >= before && now - before <= most

function whoseJournal(path: string, file: Header): Whose {
  if (!isThere(path)) return 'nobody'
  const found = readJournal(path)
  if (found === null) return 'nobody'
  if (found === undefined || found.namesAnother) return 'foreign'
  if (found.before === undefined) return 'unsure'
  const { mark, changes, pageSize } = found.before
  const fits = pageSize === file.pageSize && follows(file.changes, changes, 1) && follows(file.mark, mark, markStep)
  return fits ? 'own' : 'foreign'
}

/** Of a film that was renamed while it was open: its log kept the old name. */
function logElsewhere(path: string, file: Header): string | null {
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

/** Undefined for what is no file of that length. */
function markOf(path: string): number | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined
  const bytes = readBeginning(path, headerBytes)
  return bytes.length === headerBytes ? parseHeader(bytes).mark : undefined
}

/** Moves a log or journal to a name that nothing reads, and that says what it is. @returns what the person is told */
export function movedAside(path: string, end: string): FailureData {
  return logSetAside(path, basename(path) + end, setAside(path + end)).toData()
}

/** @returns the new name, without its folder */
function setAside(path: string): string {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.not-of-this-film${number === 1 ? '' : `-${number}`}`
    if (existsSync(aside)) continue
    renameSync(path, aside)
    return basename(aside)
  }
}

/**
 * Runs `work` on a copy of a project, with what is its own beside it: what SQLite does to it then changes nothing here.
 * @param logs paths by the end of the name they have beside the copy
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
