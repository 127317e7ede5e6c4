/** The contact sheet of a long film with long prompts: it completes, and can be cancelled. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
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
