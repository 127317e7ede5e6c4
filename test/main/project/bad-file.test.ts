/** Files that are no project, are damaged, newer, open elsewhere, or were left by a crash. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { pageId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { reseal } from '../kit/reseal.ts'
import { filmOf, madeChunk, memory } from '../kit/made.ts'
import { sample } from '../kit/sample-project.ts'

describe('a bad project file', () => {
  test('is refused with its reason and stays as it is', () => {
    const folder = freshFolder()
    const at = (name: string): string => join(folder, name)
    sample(at('good.throughline')).close()
    writeFileSync(at('empty.throughline'), '')
    writeFileSync(at('text.throughline'), 'EXT. MEADOW - DAY\n'.repeat(100))
    writeFileSync(at('short.throughline'), 'SQLite format 3\0')
    const foreign = new Database(at('foreign.throughline'))
    foreign.exec('PRAGMA journal_mode = WAL; CREATE TABLE contact (name TEXT)')
    foreign.close()
    mkdirSync(at('folder.throughline'))
    const before = readdirSync(folder)
    const expected = {
      'empty.throughline': 'project.not-ours',
      'text.throughline': 'project.not-ours',
      'short.throughline': 'project.damaged',
      'foreign.throughline': 'project.not-ours',
      'folder.throughline': 'project.not-a-file',
      'none.throughline': 'project.missing',
      'good.throughline/inside': 'project.not-a-file'
    }
    for (const [name, code] of Object.entries(expected)) {
      expect([name, codeOf(() => Project.open(at(name)))]).toEqual([name, code])
      expect([name, codeOf(() => Project.open(at(name), { readOnly: true }))]).toEqual([name, code])
    }
    expect(codeOf(() => Project.create(at('good.throughline'), filmOf(1)))).toBe('project.exists')
    expect(codeOf(() => Project.create(at('none/x.throughline'), filmOf(1)))).toBe('project.missing')
    expect(readdirSync(folder)).toEqual(before)
  })

  /** A copy of a good project, changed by `sql`. */
  const changed = (sql: string): string => {
    const path = join(freshFolder(), 'a.throughline')
    sample(path).close()
    const db = new Database(path)
    db.unsafeMode(true)
    db.exec(sql)
    if (/^UPDATE (film|card|edit|take)/.test(sql)) reseal(db) // crafted, not damaged: with matching hashes
    db.close()
    return path
  }

  test.each([
    ["UPDATE film SET document = '{'", 'project.damaged'],
    ["UPDATE film SET document = json_set(document, '$.surprise', 1)", 'film.invalid'],
    ["UPDATE film SET document = json_set(document, '$.cards', 7)", 'film.invalid'],
    ["UPDATE film SET document = json_insert(document, '$.cards[#]', 99)", 'project.damaged'],
    ["UPDATE film SET document = json_insert(document, '$.cards[#]', 1)", 'film.invalid'],
    ["UPDATE card SET json = '['", 'project.damaged'],
    ["UPDATE card SET json = json_set(json, '$.surprise', 1)", 'film.invalid'],
    [
      "UPDATE card SET json = json_set(json, '$.takes[0].take', 'none', '$.activeTake', 'none') WHERE number = 1",
      'project.damaged'
    ],
    ['DELETE FROM film', 'project.damaged'],
    ["UPDATE edit SET entry = '[]'", 'edit.log'],
    ["UPDATE take SET policy = 'magic'", 'project.damaged'],
    ['UPDATE take SET seed = -1', 'project.damaged'],
    ['CREATE TRIGGER t AFTER INSERT ON chunk BEGIN DELETE FROM film; END', 'project.damaged'],
    ['CREATE VIEW v AS SELECT 1', 'project.damaged'],
    ['DROP TABLE page', 'project.damaged'],
    ['PRAGMA user_version = 0', 'project.damaged'],
    ['PRAGMA application_id = 7', 'project.not-ours']
  ])('%s → %s', (sql, code) => {
    const path = changed(sql)
    expect(codeOf(() => Project.open(path))).toBe(code)
    expect(codeOf(() => Project.open(path, { readOnly: true }))).toBe(code)
    expect(readdirSync(join(path, '..'))).toEqual(['a.throughline'])
  })

  test.each([
    [
      'UPDATE chunk SET latents = zeroblob(2048)',
      (project: Project) => project.latents(project.chunksOf(takeId('take-1'))[0]!.latents)
    ],
    [
      'UPDATE page SET bytes = zeroblob(4096)',
      (project: Project) => project.pages([pageId(madeChunk(takeId('take-1'), 0).pages[0]!.id)])
    ],
    [
      'UPDATE frame SET jpeg = zeroblob(9)',
      (project: Project) => project.frames(project.chunksOf(takeId('take-1'))[0]!.id)
    ],
    [
      'DELETE FROM frame WHERE position = 4',
      (project: Project) => project.frames(project.chunksOf(takeId('take-1'))[0]!.id)
    ],
    ["UPDATE snapshot SET json = '{}'", (project: Project) => project.snapshot(memory('take-1', 1).id)],
    ["UPDATE chunk SET timings = '7'", (project: Project) => project.chunksOf(takeId('take-1'))],
    ['UPDATE chunk SET position = position + 5', (project: Project) => project.chunksOf(takeId('take-1'))]
  ])('%s is noticed when it is read', (sql, read) => {
    const project = Project.open(changed(sql))
    expect(codeOf(() => read(project))).toBe('project.damaged')
    project.close()
  })

  test('of a newer version is read-only', () => {
    const path = changed('PRAGMA user_version = 99')
    const project = Project.open(path)
    expect(project.readOnly?.code).toBe('project.newer')
    expect(project.film.cards).toHaveLength(2)
    expect(project.chunksOf(takeId('take-1'))).toHaveLength(3)
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'x' }))).toBe('project.newer')
    project.close()
    expect(readdirSync(join(path, '..'))).toEqual(['a.throughline'])
  })

  test('already open is refused, except read-only, which sees commits', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = sample(path)
    expect(codeOf(() => Project.open(path))).toBe('project.locked')
    const looking = Project.open(path, { readOnly: true })
    expect(looking.chunksOf(takeId('take-1'))).toHaveLength(3)
    expect(codeOf(() => looking.undo())).toBe('project.opened-read-only')
    looking.close()
    project.edit({ type: 'setTitle', title: 'Still mine' })
    project.close()
    const again = Project.open(path)
    expect(again.film.title).toBe('Still mine')
    again.close()
  })

  test('with a WAL left by a crash is intact', () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    for (const suffix of ['', '-wal'])
      copyFileSync(join(folder, `a.throughline${suffix}`), join(folder, `b.throughline${suffix}`))
    project.close()
    expect(existsSync(join(folder, 'b.throughline-wal'))).toBe(true)
    const crashed = Project.open(join(folder, 'b.throughline'))
    expect(crashed.chunksOf(takeId('take-1'))).toHaveLength(3)
    crashed.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline'])
  })
})
