/** WALs and journals beside a film: SQLite replays any file of that name, so the program checks first whether it is the film's own. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cardId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

const take = takeId('take-1')

function film(path: string, title: string): Project {
  const project = Project.create(path, filmOf(2))
  project.startTake(takeOf(take, 9), memory(take, 0), { card: cardId('card-1'), burst: null })
  project.commitChunk(take, madeChunk(take, 0), 'cpu')
  project.edit({ type: 'setTitle', title })
  return project
}
const closedFilm = (path: string, title: string): void => film(path, title).close()
/** An open film after kill -9: the changes of `work` are in its WAL. */
function killed(path: string, as: string, work: (project: Project) => void): void {
  const project = Project.open(path)
  work(project)
  for (const end of ['', '-wal']) copyFileSync(path + end, as + end)
  project.close()
}
/** The hot journal and partly written file of a program killed during a transaction. */
function halfWritten(path: string, as: string): void {
  const db = new Database(path)
  db.pragma('cache_size = 1') // writes pages to the file before the transaction ends
  db.exec("BEGIN; UPDATE page SET bytes = zeroblob(1105920); UPDATE film SET document = '{}'")
  for (const end of ['', '-journal']) copyFileSync(path + end, as + end)
  db.exec('ROLLBACK')
  db.close()
}
const title = (path: string, readOnly = false): string => {
  const project = Project.open(path, { readOnly })
  project.close()
  return project.film.title
}
const codes = (path: string): string[] => {
  const project = Project.open(path)
  project.close()
  return project.remarks.map(({ code }) => code)
}
const content = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('-shm'))
    .map((name) => `${name} ${sha256(readFileSync(join(folder, name)))}`)

function paths(...names: string[]): [folder: string, ...paths: string[]] {
  const folder = freshFolder()
  return [folder, ...names.map((name) => join(folder, `${name}.throughline`))]
}

describe('a log beside a film', () => {
  test('that another film left under the name is set aside and reported', () => {
    const [folder, a, good, killedOne] = paths('a', 'good', 'film') as [string, string, string, string]
    closedFilm(a, 'Killed')
    killed(a, killedOne, (project) => project.edit({ type: 'setTitle', title: 'Killed, in the log' }))
    closedFilm(good, 'Good')
    const log = readFileSync(`${killedOne}-wal`)
    const bytes = readFileSync(good)
    renameSync(good, killedOne)
    const before = content(folder)
    expect(title(killedOne, true)).toBe('Good')
    expect(content(folder)).toEqual(before)
    const project = Project.open(killedOne)
    expect([project.film.title, project.remarks]).toMatchObject([
      'Good',
      [
        {
          code: 'project.log-set-aside',
          facts: { file: 'film.throughline', path: 'film.throughline-wal.not-of-this-film' }
        }
      ]
    ])
    project.close()
    expect(readFileSync(`${killedOne}-wal.not-of-this-film`).equals(log)).toBe(true)
    expect(readFileSync(killedOne).length).toBe(bytes.length)
    expect(codes(killedOne)).toEqual([])
  })
  test('that is of an earlier session of the film itself is set aside', () => {
    const [, a, old, later] = paths('a', 'old', 'later') as [string, string, string, string]
    closedFilm(a, 'First')
    killed(a, old, (project) => project.edit({ type: 'setTitle', title: 'Second' }))
    killed(a, later, (project) => project.edit({ type: 'setTitle', title: 'Third' }))
    copyFileSync(`${old}-wal`, `${a}-wal`) // beside the closed film
    expect([title(a, true), codes(a), title(a)]).toEqual(['Third', ['project.log-set-aside'], 'Third'])
    copyFileSync(`${old}-wal`, `${later}-wal`) // beside the one that was open
    const project = Project.open(later)
    expect(project.film.title).toBe('Second') // the third title was in the missing WAL, which is reported
    expect(project.remarks.map(({ code }) => code)).toEqual(['project.log-set-aside', 'project.log-missing'])
    project.close()
  })
  test('that is its own is replayed, also after kills', () => {
    const [, a, b] = paths('a', 'b') as [string, string, string]
    closedFilm(a, 'First')
    killed(a, b, (project) => {
      project.edit({ type: 'setTitle', title: 'In the log' })
      project.commitChunk(take, madeChunk(take, 1), 'cpu')
    })
    expect(title(b, true)).toBe('In the log')
    const project = Project.open(b)
    expect([project.film.title, project.chunksOf(take).length, project.remarks]).toEqual(['In the log', 2, []])
    project.close()
  })
  test('is found when the film was renamed while open; reported when moved', () => {
    const [folder, a, b, moved] = paths('a', 'b', 'moved') as [string, string, string, string]
    closedFilm(a, 'First')
    killed(a, b, (project) => project.edit({ type: 'setTitle', title: 'In the log' }))
    const elsewhere = join(freshFolder(), 'moved.throughline')
    copyFileSync(b, elsewhere)
    renameSync(b, moved)
    closedFilm(b, 'Another under the old name') // creating it set the renamed film's WAL aside
    const project = Project.open(moved)
    expect([project.film.title, project.remarks]).toEqual(['In the log', []])
    project.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline', 'moved.throughline'])
    expect(codes(elsewhere)).toEqual(['project.log-missing'])
  })
  test('is set aside for a new film', () => {
    const [, a, b] = paths('a', 'b') as [string, string, string]
    closedFilm(a, 'First')
    killed(a, b, (project) => project.edit({ type: 'setTitle', title: 'In the log' }))
    rmSync(b)
    const log = readFileSync(`${b}-wal`)
    closedFilm(b, 'New')
    expect(title(b)).toBe('New')
    expect(readFileSync(`${b}-wal.not-of-this-film`).equals(log)).toBe(true)
  })
  test('is read by recovery only if it is its own', () => {
    const [, a, b, c, d, other] = paths('a', 'b', 'c', 'd', 'other') as [string, string, string, string, string, string]
    closedFilm(a, 'First')
    closedFilm(other, 'Other')
    killed(a, b, (project) => project.edit({ type: 'setTitle', title: 'In the log' }))
    recoverProject(b, c)
    expect(title(c)).toBe('In the log')
    rmSync(b)
    renameSync(other, b)
    recoverProject(b, d)
    expect(title(d)).toBe('Other')
  })
})

describe('a journal beside a film', () => {
  test('of another film is set aside', () => {
    const [folder, a, b, good] = paths('a', 'b', 'good') as [string, string, string, string]
    closedFilm(a, 'Killed')
    title(a) // opened once more than the other film
    halfWritten(a, b)
    closedFilm(good, 'Good')
    renameSync(good, b)
    const before = content(folder)
    expect(title(b, true)).toBe('Good')
    expect(content(folder)).toEqual(before)
    expect([codes(b), title(b)]).toEqual([['project.log-set-aside'], 'Good'])
  })
  test('that is empty does not truncate the film', () => {
    const [, a] = paths('a') as [string, string]
    closedFilm(a, 'Mine')
    const head = Buffer.alloc(512)
    Buffer.from('d9d505f920a163d700000000', 'hex').copy(head)
    head.writeUInt32BE(2, 16) // pages
    head.writeUInt32BE(512, 20)
    head.writeUInt32BE(32_768, 24)
    writeFileSync(`${a}-journal`, head)
    expect([codes(a), title(a)]).toEqual([['project.log-set-aside'], 'Mine'])
  })
  test('that names another file, which SQLite would delete, is not replayed', () => {
    const [folder, a, b] = paths('a', 'b') as [string, string, string]
    closedFilm(a, 'Mine')
    halfWritten(a, b)
    copyFileSync(a, b)
    const precious = join(folder, 'precious.txt')
    writeFileSync(precious, 'years of work')
    const name = Buffer.from(precious)
    const tail = Buffer.alloc(4 + name.length + 16)
    tail.writeUInt32BE(2 ** 30 / 32_768 + 1, 0)
    name.copy(tail, 4)
    tail.writeUInt32BE(name.length, 4 + name.length)
    tail.writeUInt32BE(
      name.reduce((sum, byte) => sum + byte, 0),
      8 + name.length
    )
    Buffer.from('d9d505f920a163d7', 'hex').copy(tail, 12 + name.length)
    writeFileSync(`${b}-journal`, Buffer.concat([readFileSync(`${b}-journal`), tail]))
    expect([codes(b), title(b)]).toEqual([['project.log-set-aside'], 'Mine'])
    expect(existsSync(precious)).toBe(true)
  })
  test('of its own is replayed, after the film was checked', () => {
    const [folder, a, b] = paths('a', 'b') as [string, string, string]
    closedFilm(a, 'Mine')
    halfWritten(a, b)
    const before = content(folder)
    const refusing = () => {
      throw new RangeError('not this one')
    }
    expect(() => Project.open(b, {}, refusing)).toThrow('not this one')
    expect(content(folder)).toEqual(before)
    expect([codes(b), title(b)]).toEqual([[], 'Mine'])
  })
})

describe('a film that is open', () => {
  test('is not written to after another was copied over it', () => {
    const [folder, a, other] = paths('a', 'other') as [string, string, string]
    closedFilm(other, 'Other')
    const project = film(a, 'Mine')
    const copied = readFileSync(other)
    copyFileSync(other, a)
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'Mine, later' }))).toBe('project.replaced')
    expect(codeOf(() => project.commitChunk(take, madeChunk(take, 1), 'cpu'))).toBe('project.replaced')
    project.close()
    expect(readFileSync(a).equals(copied)).toBe(true)
    expect([title(a), existsSync(join(folder, 'a.throughline-wal.not-of-this-film'))]).toEqual(['Other', true])
  })
  test('is not written to after an older state was copied over it', async () => {
    const [, a, old, target] = paths('a', 'old', 'target') as [string, string, string, string]
    closedFilm(a, 'Old')
    copyFileSync(a, old)
    const project = Project.open(a)
    project.edit({ type: 'setTitle', title: 'New' })
    copyFileSync(old, a)
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'Newer' }))).toBe('project.replaced')
    await expect(project.duplicate(target)).rejects.toMatchObject({ code: 'project.replaced' })
    project.close()
    expect(title(a)).toBe('Old')
  })
  test('has one writer, whatever other name it is given', () => {
    const [, a, b] = paths('a', 'b') as [string, string, string]
    const project = film(a, 'Mine')
    linkSync(a, b)
    expect(codeOf(() => Project.open(b))).toBe('project.locked')
    const other = spawnSync(process.execPath, [
      '-e',
      `import('${new URL('../../../main/project/project.ts', import.meta.url).href}').then(({ Project }) => Project.open(process.argv[1])).catch(({ code }) => console.log(code))`,
      b
    ])
    expect(other.stdout.toString().trim()).toBe('project.locked')
    project.edit({ type: 'setTitle', title: 'Still mine' })
    project.close()
    expect([title(b), title(a)]).toEqual(['Still mine', 'Still mine'])
  })
  test('that is moved and closed is complete, and no other log is touched', () => {
    const [folder, a, moved, other] = paths('a', 'moved', 'other') as [string, string, string, string]
    closedFilm(other, 'Other')
    mkdirSync(join(folder, 'sub'))
    const killedOther = join(folder, 'sub', 'other.throughline')
    killed(other, killedOther, (project) => project.edit({ type: 'setTitle', title: 'Other, in the log' }))
    const project = film(a, 'Mine')
    renameSync(a, moved)
    renameSync(killedOther, a)
    renameSync(`${killedOther}-wal`, `${a}-wal`)
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'Lost' }))).toBe('project.moved')
    project.close()
    expect([title(a), title(moved)]).toEqual(['Other, in the log', 'Mine'])
  })
})
