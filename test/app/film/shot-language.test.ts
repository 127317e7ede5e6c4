import { expect, test } from 'vitest'
import { newCard } from '../../../app/film/film.ts'
import { shownPoster } from '../../../app/film/poster.ts'
import {
  abbreviated,
  noLanguage,
  shotTerms,
  termNamed,
  termsOf,
  type TermField
} from '../../../app/film/shot-language.ts'
import { cameraMarks, germanMarks, markOf } from '../../../app/film/shot-marks.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'

test('the camera is told in abbreviations, in the order of the trade', () => {
  expect(cameraMarks(noLanguage, 'en')).toEqual([])
  const said = { ...noLanguage, movement: 'dolly', size: 'mediumCloseUp', lens: ' 35 mm ', place: 'Barn' } as const
  expect(cameraMarks(said, 'en')).toEqual(['MCU', 'DOLLY', '35 mm'])
  expect(abbreviated(said, 'place')).toBe('Barn')
  expect(abbreviated(said, 'time')).toBe('')
  expect(cameraMarks(said, 'de')).toEqual(['N', 'HINFAHRT', '35 mm'])
  expect(markOf(said, 'place', 'de')).toBe('Barn')
})

test.each(Object.keys(shotTerms) as TermField[])('every %s has a German abbreviation of its own', (field) => {
  const marks = Object.values<string>(germanMarks[field])
  expect(new Set(marks).size).toBe(termsOf(field).length)
})

test.each(Object.keys(shotTerms) as TermField[])('every %s is found by its name and its abbreviation', (field) => {
  const marks: Readonly<Record<string, string>> = shotTerms[field]
  for (const term of termsOf(field)) {
    expect(termNamed(field, term)).toBe(term)
    expect(termNamed(field, marks[term]!.toLowerCase())).toBe(term)
  }
  expect(termNamed(field, 'as it comes')).toBeNull()
})

test('names may be written with spaces and hyphens', () => {
  expect(termNamed('size', 'Medium close-up')).toBe('mediumCloseUp')
  expect(termNamed('angle', 'over the shoulder')).toBe('overTheShoulder')
  expect(termNamed('size', '')).toBeNull()
})

test('a poster stands for its card while what is shown has it', () => {
  const poster = { chunk: chunk(2), frame: displayFrame(5) }
  const card = newCard(cardId('a'), { length: chunk(4), poster })
  expect(shownPoster(card, 4, 12)).toBe(poster)
  expect(shownPoster(card, 3, 12)).toBe(poster)
  expect(shownPoster(card, 2, 12)).toBeNull()
  expect(shownPoster({ ...card, length: chunk(2) }, 4, 12)).toBeNull()
  expect(shownPoster(card, 4, 5)).toBeNull()
  expect(shownPoster({ ...card, poster: null }, 4, 12)).toBeNull()
})
