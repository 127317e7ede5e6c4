import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Edit } from '../../../app/edits/edit.ts'
import { newCard } from '../../../app/film/film.ts'
import { limits } from '../../../app/base/limits.ts'
import { cardId, castId, sceneId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'
import { usualSheet, type SheetChoices } from '../../../app/exchange/sheet/choices.ts'
import { contactSheet } from '../../../main/export/contact-sheet.ts'
import type { Project } from '../../../main/project/project.ts'
import type { Sketch } from '../../../main/store/tables/assets.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { madeFilm } from '../kit/moving-picture.ts'
import { pngSaying, webpOf } from '../kit/pictures.ts'

const facts = { base: { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }, width: 288, height: 160 }
const fonts = join(import.meta.dirname, '..', '..', '..', 'assets', 'fonts')
const sheetOf = (project: Project, some: Partial<SheetChoices> = {}, logo: Sketch | null = null): string =>
  contactSheet(project, { choices: { ...usualSheet, ...some }, logo, facts, fonts })

test('has a row per card with its picture, and escapes all text', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const card = cardId('card-1')
  const texts = { notes: '<script>alert(1)</script> & "quotes"', dialogue: 'مرحبا 🐈', shot: '12A', title: 'The cat' }
  for (const [field, text] of Object.entries(texts))
    project.edit({ type: 'setText', card, field: field as keyof typeof texts, text })
  const scene = { id: sceneId('barn'), name: 'INT. <BARN>', colour: 'sky' as const }
  project.edit({ type: 'setScene', cards: [card], scene })
  project.edit({ type: 'duplicateCards', cards: [card], copies: [cardId('planned')] })
  const page = sheetOf(project, { summary: '2 shots, 6 seconds' })
  const picture = Buffer.from(project.frames(project.chunksOf(project.takes()[0]!.id)[1]!.id)[6]!).toString('base64')
  expect(page.split('<article>')).toHaveLength(3)
  expect(page.split(picture)).toHaveLength(2)
  expect(page.split('class="none"')).toHaveLength(2)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;')
  expect(page).not.toContain('<script')
  expect(page).toContain('<p class="dialogue" dir="auto">مرحبا 🐈</p>')
  expect(page).toContain('>12A</h2>')
  expect(page.split('<h2 class="scene" dir="auto">INT. &lt;BARN&gt;</h2>')).toHaveLength(2) // once, where the scene begins
  expect(page).toContain('>2 shots, 6 seconds</p></div></header>')
  project.close()
})

test('shows the chosen poster while the shot has it, and shot language', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const card = cardId('card-1')
  const frameOf = (at: number, frame: number): string =>
    Buffer.from(project.frames(project.chunksOf(project.takes()[0]!.id)[at]!.id)[frame]!).toString('base64')
  project.edit({ type: 'setPoster', card, poster: { chunk: chunk(2), frame: displayFrame(1) } })
  for (const [field, value] of [
    ['size', 'mediumCloseUp'],
    ['place', '<Barn>'],
    ['time', 'night'],
    ['transition', 'dissolve']
  ] as const)
    project.edit({ type: 'setLanguage', cards: [card], field, value } as Edit)
  const page = sheetOf(project)
  expect(page).toContain(frameOf(2, 1))
  expect(page).toContain('<p class="language" dir="auto">MCU · &lt;Barn&gt;, NIGHT · → DISSOLVE</p>')
  const german = sheetOf(project, { language: 'de' })
  expect(german).toContain('>N · &lt;Barn&gt;, NACHT · → ÜBERBLENDUNG</p>')
  expect(sheetOf(project, { fields: ['time'] })).toContain('<p class="language" dir="auto">NIGHT</p>')
  expect(Buffer.from(project.poster()!).toString('base64')).toBe(frameOf(2, 1))
  project.edit({ type: 'setLength', card, length: chunk(2) })
  expect(sheetOf(project)).toContain(frameOf(1, 6))
  project.close()
})

test('gives start and end of each card, and capitalises prompts', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 8)
  const card = cardId('card-1')
  project.edit({
    type: 'addCastMember',
    member: { id: castId('cat'), kind: 'character', name: 'cat', words: 'a purple cat' }
  })
  project.edit({ type: 'duplicateCards', cards: [card], copies: [cardId('second')] })
  project.edit({
    type: 'setText',
    card,
    field: 'prompt',
    text: '@cat walks. "@cat!" Then @cat sleeps. iPod by e. e. c.'
  })
  const page = sheetOf(project)
  expect(page).toContain(
    '>A purple cat walks. &quot;A purple cat!&quot; Then a purple cat sleeps. iPod by e. e. c.</p>'
  )
  expect(page).toContain('<p class="times" dir="auto">0:00 – 0:08</p><p class="length" dir="auto">8 s</p>')
  expect(page).toContain('<p class="times" dir="auto">0:08 – 0:16</p><p class="length" dir="auto">8 s</p>')
  project.close()
})

test('shows the sketch of a planned card and the film of a made one', async () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const [made, planned] = [cardId('card-1'), cardId('planned')]
  project.edit({ type: 'duplicateCards', cards: [made], copies: [planned] })
  const bytes = Buffer.from(await webpOf(160, 90))
  for (const card of [made, planned]) project.sketch(card, { type: 'image/webp', bytes })
  const page = sheetOf(project, { summary: '2 shots, 6 seconds' })
  expect(page.split('data:image/jpeg;')).toHaveLength(2)
  expect(page.split(`data:image/webp;base64,${bytes.toString('base64')}`)).toHaveLength(2)
  expect(page).not.toContain('class="none"')
  project.close()
})

test('with too many bytes of sketches is refused before a page is opened', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const [made, planned] = [cardId('card-1'), cardId('planned')]
  project.edit({ type: 'duplicateCards', cards: [made], copies: [planned] })
  const bytes = new Uint8Array(limits.sketchBytes)
  bytes.set(pngSaying(160, 90))
  project.sketch(planned, { type: 'image/png', bytes })
  const copies = Array.from({ length: 50 }, (_, index) => cardId(`copy-${index}`))
  for (const copy of copies) project.edit({ type: 'duplicateCards', cards: [planned], copies: [copy] })
  expect(codeOf(() => sheetOf(project))).toBe('export.sheet-large')
  project.edit({ type: 'removeCards', cards: copies.slice(20) })
  expect(sheetOf(project).length).toBeGreaterThan(100_000_000)
  project.close()
})

test('of 2,000 shots with long prompts is made quickly', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 8)
  const member = { id: castId('cat'), kind: 'character', name: 'cat', words: 'a cat '.repeat(80).trim() } as const
  project.edit({ type: 'addCastMember', member })
  const prompts = ['@cat '.repeat(400), `.${' '.repeat(1_200)}${'x @cat '.repeat(110)}`, 'A cat walks. '.repeat(150)]
  const cards = Array.from({ length: 2_000 }, (_, index) =>
    newCard(cardId(`n-${index}`), { prompt: prompts[index % 3]! })
  )
  project.edit({ type: 'addCards', at: 1, cards })
  const began = performance.now()
  const page = sheetOf(project)
  expect(performance.now() - began).toBeLessThan(20_000) // a single prompt once took a second
  expect(page.split('<article>')).toHaveLength(2_002)
  expect(page.length).toBeLessThan(60_000_000)
  project.close()
}, 60_000)

test('in a grid each page has the header, its shots and its number', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const copies = Array.from({ length: 12 }, (_, index) => cardId(`copy-${index}`))
  project.edit({ type: 'duplicateCards', cards: [cardId('card-1')], copies: [copies[0]!] })
  for (const copy of copies.slice(1)) project.edit({ type: 'duplicateCards', cards: [copies[0]!], copies: [copy] })
  project.edit({ type: 'setLabel', cards: [cardId('card-1')], label: 'red' })
  const logo = { type: 'image/png', bytes: pngSaying(160, 90) } as const
  const page = sheetOf(
    project,
    { grid: '2x3', landscape: true, paper: 'letter', date: '1 May', version: 'v <3>' },
    logo
  )
  expect(page.split('<div class="page">')).toHaveLength(4)
  expect(page.split('<article>').length - 1).toBe(13)
  expect(page.split('<p dir="auto">v &lt;3&gt;</p><p dir="auto">1 May</p>')).toHaveLength(4)
  expect(page.split('data:image/png;')).toHaveLength(4)
  for (const number of [1, 2, 3]) expect(page).toContain(`<footer>${number} / 3</footer>`)
  expect(page).toContain('@page { size: 279.4mm 215.9mm;')
  expect(page.split('class="label"')).toHaveLength(2)
  const bare = sheetOf(project, { grid: '4x6', fields: [], title: false, numbers: false })
  expect(bare.split('<div class="page">')).toHaveLength(2)
  expect(bare).not.toMatch(/<header|<footer|<section|<h[12]/)
  project.close()
})

test('has only the fields that are chosen', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const card = cardId('card-1')
  for (const field of ['notes', 'dialogue', 'title', 'shot'] as const)
    project.edit({ type: 'setText', card, field, text: `the ${field}` })
  const page = sheetOf(project, { fields: ['dialogue'] })
  expect(page).toContain('>the dialogue</p>')
  expect(page).not.toMatch(/the (?:notes|title|shot)|class="(?:times|length|number|prompt)"/)
  project.close()
})

test('has the fonts of its words inside, and no others', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 3)
  const families = (): readonly string[] => [
    ...new Set(sheetOf(project).match(/(?<=@font-face \{ font-family: ')[^']*/g))
  ]
  expect(families()).toEqual(['Inter Variable'])
  project.edit({ type: 'setText', card: cardId('card-1'), field: 'notes', text: 'مرحبا 🐈 नमस्ते 안녕 猫がいる' })
  expect(families().toSorted()).toEqual([
    ...['Inter Variable', 'Noto Emoji', 'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans JP'],
    'Noto Sans KR'
  ])
  expect(sheetOf(project).length).toBeLessThan(2_000_000)
  project.close()
})
