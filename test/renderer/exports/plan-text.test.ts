// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { windowFormats, type WindowFormat } from '../../../app/exchange/formats.ts'
import type { ExportPlan, ExportTarget } from '../../../app/contract/window.ts'
import { planText } from '../../../renderer/exports/plan-text.ts'
import { languages, type Language } from '../../../renderer/strings/strings.svelte.ts'

const target: ExportTarget = { folder: '/films', name: 'film', there: 'nothing' }
const whole: ExportPlan = {
  targets: Object.fromEntries(windowFormats.map((format) => [format, target])) as Record<WindowFormat, ExportTarget>,
  ffmpeg: { origin: 'shipped', path: '/ffmpeg' },
  ...{ now: 0, unmade: [], partial: [], blank: [], outdated: [], unsure: [], seconds: 16, spoken: 1, unheard: [] },
  ...{ withoutTail: 0, asStored: [] }
}
const words = (plan: Partial<ExportPlan>, format: WindowFormat = 'mp4', language: Language = 'en') =>
  planText({ ...whole, ...plan }, format, languages[language])

test.each(['en', 'de'] as const)('a complete, current film has no warnings (%s)', (language) => {
  for (const format of windowFormats)
    expect(words({}, format, language)).toMatchObject({ ready: true, warnings: [], old: '' })
})

test('lists missing and outdated parts shot by shot', () => {
  const plan = { unmade: ['2', '5'], partial: ['6'], outdated: ['3'], unsure: ['4', '7', '12A'] }
  expect(words(plan)).toMatchObject({
    warnings: ['Shots 2 and 5 are not made: left out.', 'Shot 6 is only partly made: shorter than planned.'],
    old: 'Shot 3 is outdated, shots 4, 7 and 12A should be checked: exported as they are.'
  })
  expect(words(plan, 'gif', 'de')).toMatchObject({
    warnings: [
      'Einstellungen 2 und 5 sind nicht erzeugt: fehlen im Export.',
      'Einstellung 6 ist erst zum Teil erzeugt: kürzer als geplant.'
    ],
    old: 'Einstellung 3 ist veraltet, Einstellungen 4, 7 und 12A sind zu prüfen: exportiert, wie sie sind.'
  })
})

test('what is not made may stand in; then a film without any picture can be exported', () => {
  const stand = (plan: Partial<ExportPlan>, language: Language = 'en', format: WindowFormat = 'mp4') =>
    planText({ ...whole, ...plan }, format, languages[language], true)
  expect(stand({ unmade: ['2'], partial: ['6'], seconds: 0 })).toMatchObject({
    ready: true,
    warnings: [],
    stands: 'Shots 2 and 6 are not made yet: shown as sketches or slates.'
  })
  expect(stand({ unmade: ['2'] }, 'de', 'png').stands).toBe(
    'Einstellung 2 noch nicht erzeugt: gezeigt als Skizze oder Tafel.'
  )
  expect(stand({}).stands).toBe('')
  expect(stand({ seconds: 0 }).ready).toBe(false)
  expect(stand({ unmade: ['2'] }, 'en', 'edit').warnings).toHaveLength(1)
  expect(stand({ unmade: ['1'], unheard: ['1'] }, 'en', 'srt')).toMatchObject({ ready: true, warnings: [] })
})

test('one shot alone', () => {
  expect(words({ outdated: ['3'] }).old).toBe('Shot 3 is outdated: exported as it is.')
  expect(words({ unsure: ['3'] }, 'png', 'de').old).toBe('Einstellung 3 ist zu prüfen: exportiert, wie sie ist.')
})

test('gives only the count of many shots', () => {
  expect(words({ unmade: ['1', '2', '3', '4', '5', '6'] }).warnings).toEqual(['6 shots are not made: left out.'])
})

test('for an editor unmade parts are gaps, and one made part is required', () => {
  const plan = { unmade: ['2', '5'], partial: ['6'], outdated: ['3'] }
  expect(words(plan, 'edit')).toMatchObject({
    ready: true,
    warnings: [
      'Shots 2 and 5 are not made: gaps in the cut.',
      'Shot 6 is only partly made: the rest is a gap in the cut.'
    ],
    old: 'Shot 3 is outdated: exported as it is.'
  })
  expect(words({ unmade: ['2'] }, 'edit', 'de').warnings).toEqual([
    'Einstellung 2 ist nicht erzeugt: eine Lücke im Schnitt.'
  ])
  expect(words({ seconds: 0, unmade: ['1'] }, 'edit').ready).toBe(false)
})

test('the contact sheet has sketches, and pictures of outdated shots', () => {
  expect(words({ unmade: ['2', '5'], blank: ['5'], outdated: ['3', '4'] }, 'pdf')).toMatchObject({
    warnings: ['Shot 5 has no picture yet: the place for it stays empty.'],
    old: 'Shots 3 and 4 are outdated: shown with the picture they have.'
  })
})

test('subtitles need somebody who speaks, and go with the film as it is made', () => {
  expect(words({ spoken: 0 }, 'srt').ready).toBe(false)
  expect(words({ partial: ['2'], unmade: ['3'] }, 'srt').warnings).toEqual([])
  expect(words({ seconds: 0, unheard: ['1'] }, 'srt')).toMatchObject({
    ready: true,
    warnings: ['Nothing is made yet: timed by the storyboard.']
  })
  expect(words({ spoken: 2, unheard: ['2'] }, 'srt').warnings).toEqual([
    'Shot 2 is not made: what is said there is left out.'
  ])
  expect(words({ spoken: 1, unheard: ['2'] }, 'srt').ready).toBe(false)
})

test('an export without pictures, or without ffmpeg, cannot start', () => {
  const problem = { code: 'ffmpeg.missing', cause: 'No ffmpeg was found.', remedy: 'Install it.', facts: {} } as const
  expect(words({ seconds: 0, unmade: ['1'] })).toMatchObject({ ready: false, warnings: [languages.en.exports.nothing] })
  expect(words({ ffmpeg: { origin: 'none', problem } }).ready).toBe(false)
})
