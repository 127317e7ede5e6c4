/** What the file of a film is called. */
import { expect, test } from 'vitest'
import { fileName } from '../../../app/film/file-name.ts'

const bytes = (name: string): number => new TextEncoder().encode(name).length

test('is the title without characters that a system refuses', () => {
  expect(fileName('The purple cat')).toBe('The purple cat')
  expect(fileName(' a/b: "c"?\n…und dann... ')).toBe('a b c …und dann')
  expect(['', ' . ', '???'].map(fileName)).toEqual(['Film', 'Film', 'Film'])
})

test('leaves room for prefixes and suffixes, and never splits a character', () => {
  expect(fileName('紫'.repeat(80))).toBe('紫'.repeat(60))
  for (const letter of ['a', 'ü', '🐈', '🇩🇪', '👍🏽', 'e\u0301', '각']) {
    const name = fileName(`x${letter.repeat(200)}`)
    expect(bytes(name)).toBeLessThanOrEqual(180)
    expect(bytes(name)).toBeGreaterThan(180 - bytes(letter))
    expect(name).toBe(`x${letter.repeat((name.length - 1) / letter.length)}`)
  }
  expect(fileName(`${'a'.repeat(178)} . b`)).toBe('a'.repeat(178))
})

test('is never a device name of Windows', () => {
  expect(['CON', 'nul', 'Com1', 'LPT³', 'aux.', 'Con. Artist', 'CONIN$'].map(fileName)).toEqual([
    ...['CON_', 'nul_', 'Com1_', 'LPT³_', 'aux_', 'Con_. Artist', 'CONIN$_']
  ])
  expect(['Console', 'COM10', 'Auxiliary', 'Lpt'].map(fileName)).toEqual(['Console', 'COM10', 'Auxiliary', 'Lpt'])
})

test('keeps joiners, and drops other invisible characters', () => {
  const titles = ['👩‍👩‍👧‍👦 و 🏳️‍🌈', 'می‌خواهم', 'क्‍ष श्री', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 1', 'ශ්‍රී']
  expect(titles.map(fileName)).toEqual(titles)
  expect(fileName('a\u200Bb\u202Ec\u00ADd\uFEFFe\u2066f')).toBe('abcdef')
  expect(['\u200D', '\u200C. \u200D', '‍cat‌'].map(fileName)).toEqual(['Film', 'Film', 'cat'])
  for (const title of titles) expect(fileName(`${title.repeat(60)}`).endsWith('\u200D')).toBe(false)
})
