/** Damaged files of every kind are read or refused: nothing crashes, nothing hangs, and what is read can be in a film. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../../app/base/failure.ts'
import { parseFilm } from '../../../../app/film/schema.ts'
import { damage } from '../kit/damage.ts'
import { csv, fdx, fountain, read, shotList, storyboarder } from './kit/samples.ts'

const files = {
  'a.fountain': fountain,
  'a.fdx': fdx,
  'a.csv': csv,
  'a.storyboarder': storyboarder,
  'a.shots': shotList,
  'a.txt': fountain
}

const readOrRefuse = (name: string, text: string): void => {
  try {
    const { film, shots } = read(name, text)
    expect(shots).toHaveLength(film.cards.length)
    parseFilm(JSON.parse(JSON.stringify(film)))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    expect(error.code).toMatch(/^(?:script|shots|text)\./)
  }
}

describe.each(Object.entries(files))('%s', (name, text) => {
  test('damaged in any way is read or refused', () => {
    fc.assert(
      fc.property(damage(text), (damaged) => readOrRefuse(name, damaged)),
      { numRuns: 400 }
    )
  })

  test('cut short anywhere is read or refused', () => {
    for (let end = 0; end < text.length; end += 7) readOrRefuse(name, text.slice(0, end))
  })
})

describe('a file made to be slow', () => {
  const many = 200_000
  test.each([
    ['a.fountain', '[[\n\n'.repeat(many) + ']]'],
    ['a.fountain', '[[ /* '.repeat(many)],
    ['a.fountain', `${'*_'.repeat(many)}\n`],
    ['a.fountain', `${'**a '.repeat(many)}\n`],
    ['a.fountain', 'A\n'.repeat(many)],
    ['a.fountain', `${'#'.repeat(many)}\n\nINT. ${'#'.repeat(many)}`],
    ['a.csv', ',;'.repeat(many)],
    ['a.csv', `"${'""'.repeat(many)}`],
    ['a.fdx', `<FinalDraft ${'a="b" '.repeat(10)}>${'&amp;'.repeat(many)}<Content>${'<a/>'.repeat(many)}`],
    ['a.storyboarder', '{"boards":['.repeat(many)],
    ['a.txt', ' a:'.repeat(many)],
    ['a.txt', `${'a '.repeat(many)}`]
  ])('%s is read or refused quickly (%#)', (name, text) => readOrRefuse(name, text), 20_000)
})
