/** The contact sheet of the command line, through the real program. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { pngSaying } from './kit/pictures.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
beforeEach(() => {
  here = new Case()
  writeFileSync(here.at('film.shots'), '## One (1 s, seed 1)\nA cat dances in a meadow.\n> dialogue: مرحبا\n')
})
afterEach(() => here.dispose())

test('a sheet is one page with what was chosen', { timeout: 120_000 }, async () => {
  const path = here.at('film.throughline')
  expect((await throughline(['new', path, here.at('film.shots')])).code).toBe(0)
  writeFileSync(here.at('logo.png'), pngSaying(160, 90))
  const how = ['--grid', '2x2', '--fields', 'prompt,dialogue', '--date', '1 May', '--logo', here.at('logo.png')]
  const told = await throughline(['--json', 'sheet', path, ...how, '--landscape', '--no-title'])
  const sheet = { path: here.at('film.html'), grid: '2x2', paper: 'a4', shots: 1 }
  expect(JSON.parse(told.stdout)).toEqual({ sheet })
  const page = readFileSync(here.at('film.html'), 'utf8')
  expect(page).toContain('A cat dances in a meadow.</p>')
  expect(page).toContain('>1 May</p>')
  expect(page).toContain('@page { size: 297mm 210mm;')
  expect(page).toContain("font-family: 'Noto Sans Arabic'")
  expect(page).not.toMatch(/<h1|class="number"/)
})

test('what a sheet cannot have is refused, and said', { timeout: 120_000 }, async () => {
  const path = here.at('film.throughline')
  expect((await throughline(['new', path, here.at('film.shots')])).code).toBe(0)
  for (const [option, value, words] of [
    ['--grid', '5x1', /1x1 to 4x6/],
    ['--fields', 'number,colour', /number,title/],
    ['--date', 'x'.repeat(101), /100 characters/]
  ] as const)
    await here.refuses(['sheet', path, option, value], { code: 2, says: 'usage.invalid', words })
  writeFileSync(here.at('large.png'), pngSaying(1_601, 90))
  await here.refuses(['sheet', path, '--logo', here.at('large.png')], { code: 3, says: 'sketch.size', words: /1600/ })
})
