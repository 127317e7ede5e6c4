// @vitest-environment happy-dom
/** Every list of recent films shows the same ones, and offers the same for one that is not where it was. */
import { expect, test } from 'vitest'
import type { RecentFilm } from '../../../app/contract/window.ts'
import { parseMessage } from '../../../app/base/parse.ts'
import { commandSchema } from '../../../app/contract/commands.ts'
import { fileBeside, otherFilms } from '../../../renderer/model/recent-films.ts'
import { menuBar } from '../../../renderer/commands/menu-bar.ts'
import { opened, planned } from '../kit/opened.ts'

const recent = (name: string, present: boolean): RecentFilm => ({
  ...{ path: `/films/${name}.throughline`, title: name, opened: 1, present, poster: null }
})
const recents = [recent('cat', true), recent('Harbour', false), recent('Port', true), recent('x'.repeat(200), false)]

test('the file name is shown only if it differs from the title', () => {
  const beside = (title: string, file: string) => fileBeside({ title, path: `C:\\films\\${file}.throughline` })
  expect(beside('Harbour', 'Harbour')).toBe('')
  expect(beside('Harbour: at night?', 'Harbour at night')).toBe('') // as the title is written on a disk
  expect(beside('x'.repeat(200), 'x'.repeat(180))).toBe('')
  expect(beside('Harbour', 'Harbour 2')).toBe('Harbour 2')
})

test('the native menu lists all other films, and locates or removes missing ones', async () => {
  const { studio, asked, emit } = await opened(planned(1))
  emit({ type: 'recents', recents })
  expect(otherFilms(studio)).toEqual(recents.slice(1))
  const menus = menuBar(studio)
  const item = (action: string, label: string) => ({ action, label, keys: null, enabled: true })
  const list = menus[0]!.items.find((entry) => entry !== null && 'items' in entry)
  expect(list).toHaveProperty('items', [
    {
      label: 'Harbour · Moved or deleted',
      items: [item('recent.0.open', 'Find it…'), item('recent.0.forget', 'Remove from the list')]
    },
    item('recent.1.open', 'Port'),
    expect.objectContaining({ label: expect.stringMatching(/^x{81} · Moved or deleted$/) as string })
  ])
  parseMessage(commandSchema, { type: 'window.menu', menus }, 'the window') // main takes it

  for (const action of ['recent.0.open', 'recent.0.forget', 'recent.1.open']) emit({ type: 'menu', action })
  expect(asked.slice(-3)).toEqual([
    { type: 'film.find', path: recents[1]!.path },
    { type: 'recent.forget', path: recents[1]!.path },
    { type: 'film.open', path: recents[2]!.path }
  ])
})
