/** What the window says of models: licences in plain words, and which shots were made with what. */
import { expect, test } from 'vitest'
import type { TakeView } from '../../../app/contract/film-state.ts'
import { lackingModels, shotsMadeWith, takesOf } from '../../../renderer/models/of-film.ts'
import { isToAgree, licenceKind } from '../../../renderer/strings/licence-kind.ts'
import { sizeIn } from '../../../renderer/strings/numbers.ts'

test.each([
  [null, false, 'notStated', true],
  ['CC BY-NC-SA 4.0', true, 'nonCommercial', true],
  ['CC0-1.0', false, 'anything', false],
  ['Apache-2.0 (sentence-transformers/all-MiniLM-L6-v2)', false, 'withNotice', false],
  ['MIT (Fluent Emoji)', false, 'withNotice', false],
  ['mitigated terms', false, 'other', false],
  ['a licence of NVIDIA', false, 'other', false]
])('a licence says what it means: %s', (said, nonCommercial, kind, asks) => {
  expect([licenceKind({ said, nonCommercial }), isToAgree({ said, nonCommercial })]).toEqual([kind, asks])
})

const take = (model: string, active: boolean) => ({ model, active }) as TakeView
const shot = (number: string, ...takes: TakeView[]) => ({ number, view: { takes } })

test('shots whose shown take is of a model that is not here are named', () => {
  const shots = [
    shot('1', take('a@1', true), take('b@1', false)),
    shot('2', take('b@1', true)),
    shot('2A', take('b@1', true)),
    shot('3')
  ]
  expect(shotsMadeWith(shots, 'b@1')).toEqual(['2', '2A'])
  expect(takesOf(shots, 'b@1')).toBe(3)
  expect(lackingModels(shots, new Set(['a@1']))).toEqual([{ model: 'b@1', shots: ['2', '2A'] }])
  expect(lackingModels(shots, new Set(['a@1', 'b@1']))).toEqual([])
})

test('sizes have two figures and the largest unit', () => {
  expect([940, 52_400_000, 5_340_000_000].map(sizeIn('en-GB'))).toEqual(['0.94 kB', '52 MB', '5.3 GB'])
})
