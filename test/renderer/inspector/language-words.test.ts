import { expect, test } from 'vitest'
import { noLanguage } from '../../../app/film/shot-language.ts'
import { languageWords, withWords } from '../../../renderer/inspector/language-words.ts'

const language = {
  ...noLanguage,
  size: 'closeUp',
  angle: 'low',
  place: 'Forest',
  time: 'night',
  lens: '35 mm'
} as const
const knows = {
  ...{ cast: ['a cat'], colours: [], actions: ['dances'], places: ['in a forest'], times: ['by day', 'at night'] },
  words: ['a', 'cat', 'dances', 'forest', 'night', 'dusk', 'low', 'angle']
}

test('words that the model was taught are its own; the others are told', () => {
  const { taught, untaught } = languageWords(language, knows)
  expect(taught.map(({ words }) => words)).toEqual(['in a forest', 'at night', 'low angle'])
  expect(untaught).toEqual(['close-up', '35 mm lens'])
  expect(languageWords({ ...noLanguage, time: 'dusk', place: 'Barn' }, knows)).toEqual({
    taught: [{ words: 'at dusk', ofCamera: false }],
    untaught: ['Barn']
  })
})

test('where a model lists nothing, all is taken for taught; a transition is no word', () => {
  const { taught, untaught } = languageWords({ ...language, transition: 'fade' }, null)
  expect(taught.map(({ words }) => words)).toEqual(['Forest', 'at night', 'close-up', 'low angle', '35 mm lens'])
  expect(untaught).toEqual([])
})

test.each([
  ['A cat dances.', 'A cat dances in a forest at night, low angle.'],
  ['A cat dances', 'A cat dances in a forest at night, low angle.'],
  ['A cat dances! ', 'A cat dances! In a forest at night, low angle.'],
  ['', 'In a forest at night, low angle.']
])('the words go on with the prompt: %j', (prompt, written) => {
  expect(withWords(prompt, languageWords(language, knows).taught)).toBe(written)
})
