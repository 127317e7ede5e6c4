import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askedFilm } from '../../main/desk/asked-film.ts'
import { OpenMark } from '../../main/desk/open-mark.ts'
import { Recents } from '../../main/desk/recents.ts'
import { cardId } from '../../app/ids.ts'
import { freshFolder } from './kit/fresh-folder.ts'
import { jpegOf } from './kit/made.ts'

test('an open film is reopened after a crash, not after an orderly exit', () => {
  const file = join(freshFolder(), 'open.json')
  const first = new OpenMark(file)
  expect(first.lastOpen).toBeNull()
  first.set('/films/a.throughline')
  first.steady()
  expect(new OpenMark(file).lastOpen).toBe('/films/a.throughline')
  first.clear()
  expect(new OpenMark(file).lastOpen).toBeNull()
})

test('a film that crashed the program before being shown is not reopened', () => {
  const file = join(freshFolder(), 'open.json')
  new OpenMark(file).set('/films/bad.throughline')
  expect(new OpenMark(file).lastOpen).toBeNull()
})

test('a mark that cannot be written, as on a full disk, does not stop opening', () => {
  const nowhere = new OpenMark(join(freshFolder(), 'gone', 'open.json'))
  nowhere.set('/films/a.throughline')
  nowhere.steady()
  nowhere.clear()
  expect(nowhere.lastOpen).toBeNull()
})

test('finds the film in a command line', () => {
  expect(askedFilm(['--flag', 'b.throughline', 'c.throughline'], '/films')).toBe('/films/b.throughline')
  expect(askedFilm(['/x/Ä film.THROUGHLINE'], '/films')).toBe('/x/Ä film.THROUGHLINE')
  expect(askedFilm(['file:///x/%C3%84%20film.throughline'], '/films')).toBe('/x/Ä film.throughline')
  expect(askedFilm(['file://server/x/a.throughline', 'b.throughline'], '/films')).toBe('/films/b.throughline')
  expect(askedFilm(['file:///x/%2F%zz.throughline'], '/films')).toBeNull()
  expect(askedFilm(['.', '--user-data-dir=/x.throughline', 'a.mp4'], '/films')).toBeNull()
})

test('a film whose file was renamed keeps its place, its picture and playhead', () => {
  const folder = freshFolder()
  const place = { frame: 31, cards: [], lead: null }
  const poster = jpegOf('poster')
  const recents = new Recents(folder)
  recents.note('/films/port.throughline', 'Port, of old', undefined, 1)
  recents.note('/films/untitled.throughline', 'Port', poster, 2)
  recents.keepLastView('/films/untitled.throughline', place)
  recents.note('/films/b.throughline', 'B', undefined, 3)
  recents.move('/films/untitled.throughline', '/films/port.throughline')
  const { list } = new Recents(folder)
  expect(list.map(({ path, title }) => [path, title])).toEqual([
    ['/films/b.throughline', 'B'],
    ['/films/port.throughline', 'Port']
  ])
  expect(new Recents(folder).lastViewOf('/films/port.throughline')).toEqual(place)
  expect(recents.poster(/[0-9a-f]{64}\.jpg/.exec(list[1]!.poster!)![0])).toEqual(poster)
})

test('keeps the last view of each film over restarts and reopening', () => {
  const folder = freshFolder()
  const place = { frame: 31, cards: [cardId('card-2')], lead: cardId('card-2') }
  const recents = new Recents(folder)
  recents.note('/films/a.throughline', 'A', undefined, 1)
  recents.keepLastView('/films/a.throughline', place)
  recents.note('/films/b.throughline', 'B', undefined, 2)
  recents.note('/films/a.throughline', 'A', undefined, 3)
  const again = new Recents(folder)
  expect(again.lastViewOf('/films/a.throughline')).toEqual(place)
  expect(again.lastViewOf('/films/b.throughline')).toBeNull()
  expect(again.list.map(({ title, present }) => [title, present])).toEqual([
    ['A', false],
    ['B', false]
  ])
})
