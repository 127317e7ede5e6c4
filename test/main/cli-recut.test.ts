/** An edited cut comes back by the real command line. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Project } from '../../main/project/project.ts'
import { Case } from './kit/cli-case.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
beforeEach(() => {
  here = new Case()
  const shot = (title: string, length: number): string => `## ${title} (${length} s)\nA cat dances.\n`
  writeFileSync(here.at('film.shots'), shot('One', 1) + shot('Two', 2) + shot('Three', 3))
})
afterEach(() => here.dispose())

interface Timeline {
  tracks: { children: [{ children: { source_range: { duration: { value: number } } }[] }] }
}

test('a cut is told first, and changes the film in one step of undo', { timeout: 240_000 }, async () => {
  const [film, cut] = [here.at('film.throughline'), here.at('edited.otio')]
  expect((await throughline(['new', film, here.at('film.shots')])).code).toBe(0)
  expect((await throughline(['export', film, '-o', cut])).code).toBe(0)

  const same = await throughline(['recut', film, cut])
  expect([same.code, same.stdout]).toEqual([0, 'The film is as this cut has it.\n'])

  const data = JSON.parse(readFileSync(cut, 'utf8')) as Timeline
  const { children } = data.tracks.children[0]
  children.unshift(children.pop()!)
  children[0]!.source_range.duration.value -= 30
  writeFileSync(cut, JSON.stringify(data))
  const told = await throughline(['recut', film, cut, '--plan'])
  expect(told.stdout).toMatch(/^ {4}1 {2}Three {2}2 s, was 3 s; moved, was 3; rounded by 0.25 s$/m)
  expect(told.stdout).toMatch(/rounded \(1\): 3: 0.25 s/)

  await here.refuses(['recut', film, cut], { code: 2, says: 'usage.yes', words: /Change .* so\?/ })
  const done = await throughline(['--json', 'recut', film, cut, '--yes'])
  expect(JSON.parse(done.stdout)).toMatchObject({
    changed: true,
    rate: null,
    shots: [
      { number: '1', was: '3', moved: true, seconds: 2, origin: 'cut', rounded: 0.25 },
      { number: '2', was: '1', moved: false },
      { number: '3', was: '2', moved: false }
    ],
    left: [{ kind: 'rounded', count: 1 }]
  })
  const project = Project.open(film)
  expect(project.film.cards.map(({ title, length }) => [title, length])).toEqual([
    ['Three', 2],
    ['One', 1],
    ['Two', 2]
  ])
  project.undo()
  expect(project.film.cards.map(({ title, length }) => [title, length])).toEqual([
    ['One', 1],
    ['Two', 2],
    ['Three', 3]
  ])
  project.close()
})

test('what is no cut is refused, and changes nothing', { timeout: 240_000 }, async () => {
  const film = here.at('film.throughline')
  expect((await throughline(['new', film, here.at('film.shots')])).code).toBe(0)
  writeFileSync(here.at('bad.otio'), '{}')
  writeFileSync(here.at('drop.edl'), 'FCM: DROP FRAME\n')
  writeFileSync(here.at('bytes.edl'), new Uint8Array([0, 1, 2, 255]))
  const refused = [
    ['film.shots', 2, 'usage.cut', /\.otio or an \.edl/],
    ['gone.edl', 3, 'script.unreadable', /could not be read/],
    ['bytes.edl', 3, 'text.unread', /no text/],
    ['bad.otio', 3, 'cut.otio', /no timeline/],
    ['drop.edl', 3, 'cut.drop', /non-drop-frame/]
  ] as const
  for (const [name, code, says, words] of refused)
    await here.refuses(['recut', film, here.at(name), '--yes'], { code, says, words })
  await here.refuses(['recut', film, here.at('drop.edl'), '--rate', '23'], {
    ...{ code: 2, says: 'usage.invalid', words: /--rate/ }
  })
})
