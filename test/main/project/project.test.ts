import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cardId, pageId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { reseal } from '../kit/reseal.ts'
import { filmOf, jpegOf, madeChunk, memory, takeOf } from '../kit/made.ts'

/** A project with two cards, a take of three chunks on the first, and some undo. */
function sample(path: string, chunks = 3): Project {
  const project = Project.create(path, filmOf(2))
  const take = takeOf('take-1', chunks)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < chunks; index += 1) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
  return project
}

describe('a project', () => {
  test('has everything that was acknowledged after a restart', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = sample(path)
    const { film, revision, history } = project
    const chunks = project.chunksOf(takeId('take-1'))
    project.close()
    expect(readdirSync(join(path, '..'))).toEqual(['a.throughline'])

    const again = Project.open(path)
    expect(again.film).toEqual(film)
    expect(again.revision).toBe(revision)
    expect(again.history).toEqual(history)
    expect(again.takes()).toEqual([takeOf('take-1', 3)])
    expect(again.chunksOf(takeId('take-1'))).toEqual(chunks)
    for (const [index, chunk] of chunks.entries()) {
      const made = madeChunk(takeId('take-1'), index)
      expect(chunk.parent).toBe(chunks[index - 1]?.id ?? null)
      expect(again.latents(chunk.latents)).toEqual(Buffer.from(made.latents))
      expect(again.frames(chunk.id)).toEqual(made.frames.map((frame) => Buffer.from(frame)))
      expect(again.frame(chunk.id, 5)).toEqual(Buffer.from(made.frames[5]!))
      expect(again.snapshot(chunk.after)).toEqual(made.after)
      expect(again.pages([pageId(made.pages[0]!.id)])[0]!.bytes).toEqual(Buffer.from(made.pages[0]!.bytes!))
    }
    expect(again.poster()).toEqual(Buffer.from(madeChunk(takeId('take-1'), 1).frames[6]!))
    again.close()
  })

  test('undoes and redoes across restarts, the shown take with it', () => {
    const path = join(freshFolder(), 'a.throughline')
    let project = sample(path)
    project.edit({ type: 'setText', card: cardId('card-2'), field: 'notes', text: 'slower' })
    project.edit({ type: 'removeCards', cards: [cardId('card-2')] })
    const end = project.film
    const reopen = (): void => {
      project.close()
      project = Project.open(path)
    }
    reopen()
    expect(project.undo()?.cards).toHaveLength(2)
    reopen()
    expect(project.undo()?.cards[1]?.notes).toBe('')
    expect(project.undo()?.cards[0]?.activeTake).toBeNull()
    expect(project.undo()).toBeNull()
    reopen()
    const [first, second] = filmOf(2).cards
    const takes = [{ take: takeId('take-1'), from: 0, starred: false }] // a made take stays among the takes
    expect(project.film).toEqual({ ...filmOf(2), cards: [{ ...first, takes }, second] })
    for (let step = 0; step < 3; step += 1) project.redo()
    expect(project.redo()).toBeNull()
    expect(project.film).toEqual(end)
    project.undo()
    project.edit({ type: 'setTitle', title: 'Another way' })
    reopen()
    expect(project.redo()).toBeNull()
    expect(project.film.title).toBe('Another way')
    project.close()
  })

  test('merges a burst of typing into one row of the log', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = Project.create(path, filmOf(1))
    for (const text of ['a', 'a c', 'a cat'])
      project.edit({ type: 'setText', card: cardId('card-1'), field: 'prompt', text }, 'typing')
    project.close()
    const again = Project.open(path)
    expect(again.history.done).toHaveLength(1)
    expect(again.undo()).toEqual(filmOf(1))
    again.close()
  })

  test('commits a chunk completely or not at all', () => {
    const project = sample(join(freshFolder(), 'a.throughline'), 3)
    const take = takeOf('take-2', 2)
    project.startTake(take, memory('take-2', 0))
    const good = madeChunk(take.id, 0)
    const wrong = [
      { ...good, index: 1 },
      { ...good, latents: new Uint8Array(8) },
      { ...good, pages: [{ ...good.pages[0]!, bytes: new Uint8Array(9) }] },
      { ...good, before: memory('take-2', 1) },
      { ...good, frames: [jpegOf('x'), new Uint8Array(50)] },
      { ...good, frames: [] }
    ]
    for (const made of wrong) expect(codeOf(() => project.commitChunk(take.id, made, 'cpu'))).toBe('chunk.refused')
    expect(codeOf(() => project.commitChunk(takeId('nobody'), good, 'cpu'))).toBe('chunk.refused')
    expect(project.chunksOf(take.id)).toEqual([])
    expect(project.pages([pageId(good.pages[0]!.id)])).toEqual([])
    expect(project.saved.state).toBe('saved')
    project.commitChunk(take.id, good, 'cpu')
    expect(codeOf(() => project.commitChunk(take.id, good, 'cpu'))).toBe('chunk.refused')
    project.commitChunk(take.id, madeChunk(take.id, 1), 'cpu')
    // The take was planned with two chunks; a shot that was extended afterwards continues it.
    project.commitChunk(take.id, madeChunk(take.id, 2), 'cpu')
    expect(project.chunksOf(take.id)).toHaveLength(3)
    project.close()
  })

  test('refuses a missing take, and a duplicate one', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = sample(path)
    expect(codeOf(() => project.edit({ type: 'addTake', card: cardId('card-2'), take: takeId('none') }))).toBe(
      'edit.unknown-take'
    )
    const before = project.film
    expect(() => project.startTake(takeOf('take-1', 3), memory('take-1', 0))).toThrow()
    expect(project.film).toBe(before)
    project.close()
    Project.open(path).close()
  })

  test('saves as another file and works on there, replacing what was there', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    writeFileSync(join(folder, 'b.throughline'), 'something older')
    await project.saveAs(join(folder, 'b.throughline'))
    expect(project.path).toBe(join(folder, 'b.throughline'))
    project.edit({ type: 'setTitle', title: 'In b' })
    await project.duplicate(join(folder, 'c.throughline'))
    project.edit({ type: 'setTitle', title: 'Still in b' })
    project.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline', 'c.throughline'])
    const titles = ['a', 'b', 'c'].map((name) => {
      const copy = Project.open(join(folder, `${name}.throughline`))
      expect(copy.chunksOf(takeId('take-1'))).toHaveLength(3)
      copy.close()
      return copy.film.title
    })
    expect(titles).toEqual(['The purple cat', 'Still in b', 'In b'])
  })

  test('leaves the target unchanged when saving there fails', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    const other = sample(join(folder, 'open.throughline'))
    mkdirSync(join(folder, 'folder'))
    await expect(project.saveAs(join(folder, 'open.throughline'))).rejects.toMatchObject({ code: 'project.locked' })
    await expect(project.saveAs(join(folder, 'folder'))).rejects.toMatchObject({ code: 'project.not-a-file' })
    await expect(project.saveAs(join(folder, 'none', 'x'))).rejects.toMatchObject({ code: 'project.no-folder' })
    expect(project.path).toBe(join(folder, 'a.throughline'))
    project.edit({ type: 'setTitle', title: 'Goes on' })
    other.close()
    project.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'folder', 'open.throughline'])
  })

  test('detects that its file was moved or deleted, and can be saved elsewhere', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    renameSync(join(folder, 'a.throughline'), join(folder, 'elsewhere.throughline'))
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'Lost' }))).toBe('project.moved')
    expect(project.saved).toMatchObject({ state: 'failed', failure: { code: 'project.moved' } })
    expect(project.film.title).toBe('The purple cat')
    await project.saveAs(join(folder, 'b.throughline'))
    project.edit({ type: 'setTitle', title: 'Kept' })
    expect(project.saved.state).toBe('saved')
    project.close()
    const moved = Project.open(join(folder, 'elsewhere.throughline'))
    expect(moved.chunksOf(takeId('take-1'))).toHaveLength(3)
    moved.close()
  })
})

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
