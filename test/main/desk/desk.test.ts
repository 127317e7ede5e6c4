/** One film is open at a time. A film that cannot be opened does not replace it and stays unlocked. */
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { emptyFilm } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { Desk } from '../../../main/desk/desk.ts'
import { OpenMark } from '../../../main/desk/open-mark.ts'
import { Recents } from '../../../main/desk/recents.ts'
import { Project } from '../../../main/project/project.ts'
import { FilmPacks } from '../../../main/production/film-packs.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { checksWith } from '../kit/prover.ts'
import { reseal } from '../kit/reseal.ts'
import { filmOf, madeChunk, memory, storybookPack, takeOf } from '../kit/made.ts'

/** A film file with one shot made; `hurt` is SQL that damages it. */
function film(path: string, hurt?: string): string {
  const project = Project.create(path, filmOf(1))
  const take = takeOf('take-1', 3)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < 3; index++) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
  project.close()
  if (hurt) {
    const db = new Database(path)
    db.exec(hurt)
    reseal(db)
    db.close()
  }
  return path
}

const lacksChunk = 'UPDATE chunk SET position = 7 WHERE position = 1'

/** @param beforeClose awaited before a film is closed; @param mayLeave whether it may be closed at all */
const deskIn = (
  folder: string,
  beforeClose = async (): Promise<void> => {},
  mayLeave = (): Promise<boolean> => Promise.resolve(true)
): Desk =>
  new Desk({
    supervisor: {} as Supervisor, // not used: nothing is made here
    packs: new FilmPacks(storybookPack),
    exporting: () => false,
    recents: new Recents(join(folder, 'kept')),
    mark: new OpenMark(join(folder, 'kept', 'open.json')),
    checks: checksWith({} as Supervisor),
    folder: () => folder,
    emit: () => {},
    mayLeave,
    beforeClose
  })

test('a film that cannot be shown leaves the other one open', async () => {
  const folder = freshFolder()
  const [good, bad] = [film(join(folder, 'good.throughline')), film(join(folder, 'bad.throughline'), lacksChunk)]
  const desk = deskIn(folder)
  await desk.open(good)
  await expect(desk.open(bad)).rejects.toMatchObject({ code: 'project.damaged' })
  expect(desk.project.path).toBe(good)
  Project.open(bad).close() // not locked
  await desk.open(film(join(folder, 'third.throughline')))
  await desk.close()
  expect(desk.state()).toBeNull()
})

test.each([
  ['shares what is not there', "INSERT INTO branch (take, parent, position) VALUES ('take-1', 'take-1', 2)"],
  ['lacks a chunk in the middle', lacksChunk]
])('a film that cannot be shown, as it %s, keeps every byte', async (_, hurt) => {
  const folder = freshFolder()
  const bad = film(join(folder, 'bad.throughline'), hurt)
  const bytes = readFileSync(bad)
  await expect(deskIn(folder).open(bad)).rejects.toMatchObject({ code: 'project.damaged' })
  expect(readFileSync(bad).equals(bytes)).toBe(true)
})

test.each([
  ['is not what was stored', "UPDATE frame SET jpeg = CAST(substr(jpeg, 1, 300) || x'00' AS BLOB) WHERE position = 6"],
  ['is gone', 'DELETE FROM frame WHERE position = 6']
])('a film whose poster %s opens without it; the check names it', async (_, hurt) => {
  const folder = freshFolder()
  const [path, whole] = [film(join(folder, 'a.throughline')), film(join(folder, 'b.throughline'))]
  const db = new Database(path)
  db.exec(hurt)
  db.close()
  const desk = deskIn(folder)
  await desk.open(whole)
  expect((await desk.open(path))?.view.film.cards).toHaveLength(1)
  const found = [...desk.project.faults()].flatMap((fault) => (fault ? [fault.what] : []))
  expect(new Set(found)).toEqual(new Set(['frame']))
  await desk.close()
  const posters = new Recents(join(folder, 'kept')).list.map(({ path, poster }) => [path, poster !== null])
  expect(posters).toEqual([
    [path, false],
    [whole, true]
  ])
})

test('a film moved while open is complete at its new path', async () => {
  const folder = freshFolder()
  const [path, moved] = [film(join(folder, 'a.throughline')), join(folder, 'moved.throughline')]
  const desk = deskIn(folder)
  await desk.open(path)
  desk.edits.perform({ type: 'setTitle', title: 'Only in the log' }, null)
  renameSync(path, moved)
  expect((await desk.open(moved))!.view.film.title).toBe('Only in the log')
  desk.edits.perform({ type: 'setTitle', title: 'And on' }, null)
  await desk.close()
  const again = Project.open(moved)
  expect([again.film.title, again.remarks]).toEqual(['And on', []])
  again.close()
})

test('of several films opened quickly the last stays; others are unlocked', async () => {
  const folder = freshFolder()
  const [first, second, third] = ['first', 'second', 'third'].map((name) => film(join(folder, `${name}.throughline`)))
  const desk = deskIn(folder, () => new Promise((done) => setTimeout(done, 20)))
  await desk.open(first!)
  const shown = await Promise.all([desk.open(second!), desk.open(third!), desk.open(third!)])
  expect(shown.map((state) => state?.path)).toEqual([second, third, third])
  expect(desk.project.path).toBe(third)
  for (const path of [first!, second!]) Project.open(path).close()
  await Promise.all([desk.close(), desk.open(first!)])
  expect(desk.project.path).toBe(first)
  Project.open(third!).close()
  await desk.close()
})

test('a command for a closed film is refused', async () => {
  const folder = freshFolder()
  const desk = deskIn(folder)
  const { session } = (await desk.open(film(join(folder, 'first.throughline'))))!
  desk.expect(session)
  await desk.open(film(join(folder, 'copy.throughline'))) // with the same shots
  expect(() => desk.expect(session)).toThrow(expect.objectContaining({ code: 'film.other' }))
  await desk.close()
  expect(() => desk.expect(session)).toThrow(expect.objectContaining({ code: 'film.none' }))
})

test('staying in a film cancels opening, creating and closing', async () => {
  const folder = freshFolder()
  const [first, second] = ['first', 'second'].map((name) => film(join(folder, `${name}.throughline`)))
  const ends: string[] = []
  let may = true
  const desk = deskIn(
    folder,
    () => Promise.resolve(void ends.push('export')),
    () => Promise.resolve(may)
  )
  await desk.open(first!)
  may = false
  expect(await desk.open(second!)).toBeNull()
  expect(await desk.create(join(folder, 'new.throughline'), emptyFilm('New'))).toBeNull()
  await desk.close()
  expect(desk.project.path).toBe(first)
  expect((await desk.open(first!))?.path).toBe(first) // it is open already: no question
  expect([ends, existsSync(join(folder, 'new.throughline'))]).toEqual([[], false])
  may = true
  await desk.close()
  expect([ends, desk.state()]).toEqual([['export'], null])
})

test('a film reached by two paths is one film, open and in the list', async () => {
  const folder = freshFolder()
  const path = film(join(folder, 'a.throughline'))
  symlinkSync(path, join(folder, 'link.throughline'))
  symlinkSync(folder, join(folder, 'shortcut'))
  linkSync(path, join(folder, 'second.throughline'))
  const desk = deskIn(folder)
  const { session } = (await desk.open(path))!
  desk.edits.perform({ type: 'setTitle', title: 'Mine' }, null)
  for (const name of ['link.throughline', 'shortcut/a.throughline', 'second.throughline']) {
    expect(await desk.open(join(folder, name))).toMatchObject({ session, path })
  }
  await desk.close()
  await desk.open(join(folder, 'second.throughline'))
  expect(desk.project.film.title).toBe('Mine')
  const { list } = new Recents(join(folder, 'kept'))
  expect(list.map(({ title }) => title)).toEqual(['Mine'])
  await desk.close()
})

test('unreferenced takes are reported once, at opening', async () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  const project = Project.create(path, filmOf(1))
  for (const id of ['take-1', 'take-2']) {
    const shown = { card: cardId('card-1'), burst: null }
    project.startTake(takeOf(id, 3), memory(id, 0), id === 'take-1' ? shown : undefined)
    project.commitChunk(takeOf(id, 3).id, madeChunk(takeOf(id, 3).id, 0), 'cpu')
  }
  project.edit({ type: 'removeCards', cards: [cardId('card-1')] }) // undo can bring its take back
  project.close()
  const desk = deskIn(folder)
  const first = (await desk.open(path))!
  expect(first.view.shelf.map(({ id }) => id)).toEqual(['take-2', 'take-1'])
  expect(first.strayTakes).toBe(1)
  await desk.close()
  expect((await desk.open(path))!.strayTakes).toBe(0)
  await desk.close()
})

test('a new film’s file is named after its title, unless the user chose one', async () => {
  const folder = freshFolder()
  const desk = deskIn(folder)
  for (const [name, named] of [
    ['Mine', true],
    ['Untitled film', false]
  ] as const) {
    const state = await desk.create(join(folder, `${name}.throughline`), emptyFilm(name), named)
    expect(state?.followsTitle).toBe(!named)
    desk.edits.perform({ type: 'setTitle', title: `Harbour of ${name}` }, null)
    await desk.close()
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.throughline'))
  expect(files).toEqual(['Harbour of Untitled film.throughline', 'Mine.throughline'])
})
