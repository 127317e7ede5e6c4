/** Random WALs and journals beside a closed film (another film's, old or damaged ones): it must be read as it was, or refused. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Failure } from '../../app/base/failure.ts'
import { Project } from '../../main/project/project.ts'
import { contentOf, goOn, writeWhole } from './film.ts'

export interface Beside {
  readonly asStored: number
  readonly refused: number
  readonly faults: readonly string[]
}

type Random = (below: number) => number

/** @param folder an empty folder */
export function drillBeside(folder: string, random: Random, count: number): Beside {
  const strays = straysIn(folder)
  const film = join(folder, 'film.throughline')
  writeWhole(film)
  const stored = contentOf(film)
  const place = join(folder, 'place')
  let [asStored, refused] = [0, 0]
  const faults: string[] = []
  for (let run = 0; run < count; run += 1) {
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place)
    const path = join(place, 'film.throughline')
    copyFileSync(film, path)
    const stray = strays[random(strays.length)]!
    const bytes = Buffer.from(stray.bytes)
    const how = random(3)
    for (let times = how === 1 ? 1 + random(6) : 0; times > 0; times -= 1)
      bytes[random(bytes.length)]! ^= 1 << random(8)
    const end = random(5) === 0 ? (stray.end === '-wal' ? '-journal' : '-wal') : stray.end
    writeFileSync(path + end, how === 2 ? bytes.subarray(0, random(bytes.length)) : bytes)
    try {
      Project.open(path).close()
      if (contentOf(path) === stored) asStored += 1
      else faults.push(`${run}: ${stray.name}${end}: another film`)
    } catch (error) {
      const isKnown = error instanceof Failure && error.code !== 'unexpected'
      if (isKnown && readFileSync(path).equals(readFileSync(film))) refused += 1
      else faults.push(`${run}: ${stray.name}${end}: ${String(error).slice(0, 200)}`)
    }
  }
  return { asStored, refused, faults }
}

interface Stray {
  readonly name: string
  readonly end: string
  readonly bytes: Uint8Array
}

/** WALs of open films, and the journal of an interrupted transaction. */
function straysIn(folder: string): Stray[] {
  const log = (name: string, path: string): Stray => {
    const project = Project.open(path)
    goOn(path, project)
    const bytes = readFileSync(`${path}-wal`)
    project.close()
    return { name, end: '-wal', bytes }
  }
  const other = join(folder, 'other.throughline')
  writeWhole(other)
  const earlier = join(folder, 'earlier.throughline')
  writeWhole(earlier)
  const strays = [log('of another', other), log('of another, later', other), log('of one like it', earlier)]
  const journal = join(folder, 'journal.db')
  const db = new Database(journal)
  db.exec(
    'PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; CREATE TABLE a (b); BEGIN; INSERT INTO a VALUES (zeroblob(900000))'
  )
  if (existsSync(`${journal}-journal`))
    strays.push({ name: 'of a database', end: '-journal', bytes: readFileSync(`${journal}-journal`) })
  db.close()
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true })
  return strays
}
