/** The contact sheet: of a long film with long prompts it completes, and can be cancelled; a grid has what was chosen. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, test } from './kit/studio.ts'
import { openFilm } from './kit/window.ts'

const shots = 200
/** Prompts that once took a second each: a sentence, many spaces, then many words and names. */
const prompt = (index: number): string =>
  index % 2
    ? `A cat.${' '.repeat(1_000)}${'x @cat '.repeat(140)}`
    : 'A purple cat walks in a meadow. '.repeat(60).trim()

test('the contact sheet of 200 shots completes, and can be cancelled', async ({ studio: { app, page }, home }) => {
  test.setTimeout(600_000)
  const film = join(home, 'Long.throughline')
  writeStoryboard(
    film,
    'Long',
    Array.from({ length: shots }, (_, index) => prompt(index))
  )
  await openFilm(app, page, film)
  await page.keyboard.press('Control+e')
  await page.getByRole('radio', { name: 'Contact sheet' }).click()

  await test.step('cancelled', async () => {
    await page.getByRole('button', { name: 'Export Contact sheet' }).click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click({ force: true }) // before it ends
    await expect(page.getByText('The export was cancelled.')).toBeVisible()
    expect(readdirSync(home).filter((name) => name.endsWith('.pdf'))).toEqual([])
  })

  await test.step('made', async () => {
    await page.getByRole('radio', { name: 'Contact sheet' }).click()
    await page.getByRole('button', { name: 'Export Contact sheet' }).click()
    await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 300_000 })
    const pdf = readFileSync(join(home, 'Long.pdf')).toString('latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(shots / 20)
  })
})

const scripts = 'مرحبا עברית हिन्दी ไทย 日本語の 한국어 😀 👩‍🚀'

test('a grid has its pages, header and scripts drawn with our fonts', async ({ studio: { app, page }, home }) => {
  test.setTimeout(240_000)
  const film = join(home, 'Grid.throughline')
  writeStoryboard(
    film,
    'Grid',
    Array.from({ length: 25 }, (_, index) => `${scripts} ${prompt(index).slice(0, 1_500)}`)
  )
  await openFilm(app, page, film)
  await page.keyboard.press('Control+e')
  await page.getByRole('radio', { name: 'Contact sheet' }).click()
  await page.getByLabel('Shots on a page').selectOption('3x4')
  await page.getByLabel('Orientation').selectOption({ label: 'Landscape' })
  await page.getByText('What stands on it').click()
  await page.getByRole('checkbox', { name: 'Notes' }).uncheck()
  await page.getByRole('textbox', { name: 'Version' }).fill('Draft 3')
  await page.screenshot({ path: test.info().outputPath('options.png') })
  await blameless(page)
  await page.getByRole('button', { name: 'Export Contact sheet' }).click()
  await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 120_000 })
  const bytes = readFileSync(join(home, 'Grid.pdf'))
  writeFileSync(test.info().outputPath('grid.pdf'), bytes)
  const pdf = bytes.toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
  const fonts = new Set([...pdf.matchAll(/\/FontName \/(?:[A-Z]+\+)?([A-Za-z]+)/g)].map(([, name]) => name!))
  expect([...fonts].filter((name) => !/^(?:Inter|Noto)/.test(name))).toEqual([])
  for (const name of [
    'NotoSansArabic',
    'NotoSansHebrew',
    'NotoSansDevanagari',
    'NotoSansThai',
    'NotoSansJP',
    'NotoSansKR'
  ])
    expect([...fonts].some((font) => font.startsWith(name))).toBe(true)
  await page.getByRole('button', { name: 'Export something else' }).click()
  await page.reload()
  await page.keyboard.press('Control+e')
  await expect(page.getByLabel('Shots on a page')).toHaveValue('3x4')
})
