/** The stored storyboard: a row per card. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newCard, type Film } from '../../../app/film/film.ts'
import { cardId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { connect, versionOf, type Connection } from '../../../main/store/connection.ts'
import { createStore } from '../../../main/store/create.ts'
import { migrate } from '../../../main/store/migrate.ts'
import { migrations } from '../../../main/store/migrations/migrations.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { olderForm } from '../kit/older-form.ts'

const fresh = (): string => join(freshFolder(), 'a.throughline')

function withDatabase<Result>(path: string, work: (db: Connection) => Result): Result {
  const db = connect(path, { readonly: false })
  try {
    return work(db)
  } finally {
    db.close()
  }
}
function made(path: string, film: Film): string {
  Project.create(path, film).close()
  return path
}
const prompts = (path: string): string[] => {
  const project = Project.open(path)
  expect([...project.faults()].filter((fault) => fault !== null)).toEqual([])
  const found = project.film.cards.map(({ prompt }) => prompt)
  project.close()
  return found
}

test('an edit writes the rows of the cards it changed and no other', () => {
  const path = made(fresh(), filmOf(40))
  const project = Project.open(path)
  const rows = () => {
    const reader = connect(path, { readonly: true })
    const found = reader.prepare('SELECT number, json FROM card ORDER BY number').raw().all() as [number, string][]
    reader.close()
    return new Map(found)
  }
  const changed = (edit: () => void): number[] => {
    const before = rows()
    edit()
    const after = rows()
    return [...new Set([...before.keys(), ...after.keys()])].filter((row) => before.get(row) !== after.get(row))
  }
  const { cards } = project.film
  const ids = cards.map(({ id }) => id)
  expect(changed(() => project.edit({ type: 'setText', card: ids[6]!, field: 'title', text: 'Home' }))).toEqual([7])
  expect(changed(() => project.edit({ type: 'moveCards', cards: [ids[0]!], to: 30 }))).toEqual([])
  expect(changed(() => project.edit({ type: 'removeCards', cards: [ids[2]!] }))).toEqual([3])
  const card = newCard(cardId('new'), { prompt: 'new' })
  expect(changed(() => project.edit({ type: 'addCards', at: 5, cards: [card] }))).toHaveLength(1)
  project.close()
  expect(prompts(path)).toEqual(project.film.cards.map(({ prompt }) => prompt))
})

test('the first edit after opening writes no card just for its key order', () => {
  const path = made(fresh(), filmOf(3))
  withDatabase(path, (db) => db.exec(olderForm(4)))
  withDatabase(path, (db) =>
    db.exec(
      `UPDATE film SET document = json_set(json_remove(document, '$.cards[1].title'), '$.cards[1].title', 'Last')`
    )
  )
  Project.open(path).close() // migrates and checks it
  const rows = () => withDatabase(path, (db) => db.prepare('SELECT json FROM card ORDER BY number').pluck().all())
  const before = rows()
  const project = Project.open(path)
  project.edit({ type: 'setText', card: cardId('card-3'), field: 'notes', text: 'x' })
  project.close()
  expect(rows().map((json, index) => json === before[index])).toEqual([true, true, false])
  expect(String(before[1])).toMatch(/"title":"Last"\}$/)
})

test('rows of a rolled back transaction are not cached as stored', () => {
  const [one, other] = [filmOf(2), filmOf(3)]
  const path = fresh()
  const store = createStore(path, (tables) => tables.film.put(0, filmOf(1)))
  const broken = (): never =>
    store.write((tables) => {
      tables.film.put(1, other)
      throw new RangeError('no')
    })
  expect(broken).toThrow()
  store.write((tables) => tables.film.put(1, one))
  expect(store.read((tables) => tables.film.get().document)).toEqual(one)
  store.close()
  expect(prompts(path)).toEqual(['shot 1', 'shot 2'])
})

test('a project of format 6 gets a row per card, in its order', () => {
  const path = fresh()
  copyFileSync(fileURLToPath(new URL('older/format-6.throughline', import.meta.url)), path)
  expect(withDatabase(path, versionOf)).toBe(6)
  const looked = Project.open(path, { readOnly: true })
  const { film } = looked
  looked.close()
  const project = Project.open(path)
  expect(project.film).toEqual(film)
  expect([...project.faults()].filter((fault) => fault !== null)).toEqual([])
  project.close()
  expect(withDatabase(path, (db) => db.prepare('SELECT count(*) FROM card').pluck().get())).toBe(film.cards.length)
})

test('a damaged storyboard of format 6 is refused, not hashed again', () => {
  const path = fresh()
  copyFileSync(fileURLToPath(new URL('older/format-6.throughline', import.meta.url)), path)
  withDatabase(path, (db) => db.exec(`UPDATE film SET document = json_set(document, '$.title', 'Another')`))
  expect(codeOf(() => withDatabase(path, (db) => migrate(db, path, migrations)))).toBe('project.damaged')
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
  expect(withDatabase(path, versionOf)).toBe(6)
})

test('a changed card is reported by its place', () => {
  const path = made(fresh(), filmOf(5))
  const project = Project.open(path)
  project.edit({ type: 'moveCards', cards: [cardId('card-4')], to: 0 })
  project.close()
  withDatabase(path, (db) => db.exec(`UPDATE card SET json = replace(json, 'shot 4', 'shot 9')`))
  expect(() => Project.open(path)).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({ detail: expect.stringContaining('place 1 of') as string }) as object
    }) as Error
  )
})

test.each([
  ['a card cannot be read', `UPDATE card SET json = '[' WHERE number = 2`, ['shot 1', 'shot 3', 'shot 4']],
  ['a card is none', `UPDATE card SET json = '{}' WHERE number = 3`, ['shot 1', 'shot 2', 'shot 4']],
  ['a card is gone', 'DELETE FROM card WHERE number = 4', ['shot 1', 'shot 2', 'shot 3']],
  ['the film is gone', 'DELETE FROM film', ['shot 1', 'shot 2', 'shot 3', 'shot 4']],
  ['the film cannot be read', `UPDATE film SET document = '{'`, ['shot 1', 'shot 2', 'shot 3', 'shot 4']],
  [
    'the film names another row',
    `UPDATE film SET document = json_set(document, '$.cards[1]', 77)`,
    ['shot 1', 'shot 3', 'shot 4', 'shot 2']
  ]
])('recovering keeps all cards but those that are lost: %s', (_, hurt, kept) => {
  const path = made(fresh(), filmOf(4))
  withDatabase(path, (db) => db.exec(hurt))
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
  const target = join(freshFolder(), 'b.throughline')
  const { filmRebuilt, faults } = recoverProject(path, target)
  expect(filmRebuilt).toBe(false)
  expect(faults.length).toBeGreaterThan(0)
  expect(prompts(target)).toEqual(kept)
})

test('a take whose card is lost stays in the recovered film', () => {
  const path = fresh()
  const project = Project.create(path, filmOf(2))
  const take = takeId('take-1')
  project.startTake(takeOf(take, 3), memory(take, 0), { card: cardId('card-2'), burst: null })
  project.commitChunk(take, madeChunk(take, 0), 'cpu')
  project.close()
  withDatabase(path, (db) => db.exec('DELETE FROM card WHERE number = 2'))
  const target = join(freshFolder(), 'b.throughline')
  recoverProject(path, target)
  const recovered = Project.open(target)
  expect(recovered.film.cards.map(({ id }) => id)).toEqual(['card-1'])
  expect(recovered.chunksOf(take)).toHaveLength(1)
  recovered.close()
})
