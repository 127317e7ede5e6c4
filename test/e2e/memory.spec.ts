/** A shot's memory: shown, pinned, left out, looking ahead; in the real window with the real engine. */
import type { Locator, Page } from '@playwright/test'
import { addCard, bytesOf, face, made, makeAgain, newFilm } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/studio.ts'

test.setTimeout(600_000)

const strip = (page: Page): Locator => page.getByRole('region', { name: 'What the shot remembers' })
const group = (page: Page, name: string): Locator =>
  strip(page)
    .locator('.group')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })

/** Selects a shot and moves the playhead to its first picture. */
async function visit(page: Page, number: number): Promise<void> {
  await face(page, number === 1 ? 2 : number - 1).click()
  await page.keyboard.press(number === 1 ? 'ArrowUp' : 'ArrowDown')
}

test('remembered pictures are shown, pinned, forgotten; the next take says so', async ({ studio: { page } }, info) => {
  const shoot = async (name: string, width = 1280, height = 800): Promise<void> => {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(300)
    await page.screenshot({ path: info.outputPath(`${name}-${width}.png`) })
  }
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await newFilm(page)
  await addCard(page, /A purple cat walks/, 4)
  await addCard(page, /A dinosaur dances/, 4)
  await addCard(page, /A yellow duck/, 2)
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)

  await test.step('the first shot remembers nothing; later ones show what and from where', async () => {
    await visit(page, 1)
    await expect(strip(page)).toContainText('Nothing yet: this is the opening.')
    await visit(page, 3)
    await expect(group(page, 'Always remembered').getByRole('button')).toHaveCount(3)
    await expect(group(page, 'Just seen').getByRole('button')).toHaveCount(6)
    const kept = group(page, 'Remembered for this shot').getByRole('button')
    expect(await kept.count()).toBeGreaterThan(1)
    await expect(group(page, 'Always remembered').getByRole('button').first()).toHaveAccessibleName(
      'From shot 1, at 0 s. Clearly remembered'
    )
    await expect(group(page, 'Just seen').getByRole('button').last()).toHaveAccessibleName(/From shot 2, at 8 s/)
  })

  await test.step('by keyboard: one tab stop, arrows move, Enter opens', async () => {
    const first = group(page, 'Always remembered').getByRole('button').first()
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await expect(group(page, 'Just seen').getByRole('button').last()).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText('From shot 1, at 0 s')
    await blameless(page)
    await shoot('picture')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(first).toBeFocused()
  })

  await test.step('a click into a field closes the picture, and the field keeps the focus', async () => {
    await group(page, 'Just seen').getByRole('button').last().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    const words = page.getByRole('textbox', { name: 'What happens' })
    await words.click()
    await page.keyboard.type('nd', { delay: 60 })
    await expect(words).toHaveValue(/nd/)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  const untouched = await bytesOf(page, 1)
  const before = await bytesOf(page, 3)
  await test.step('a picture is pinned, another one is left out', async () => {
    await visit(page, 2) // a picture of shot 1 that shot 3 would not remember otherwise
    const seen = group(page, 'Just seen').getByRole('button')
    await expect(seen).toHaveCount(6)
    const face1 = await seen.first().getAttribute('aria-label')
    await seen.first().click()
    await page.getByRole('checkbox', { name: 'In the shots after it, too' }).check()
    await page.getByRole('button', { name: 'Keep in mind' }).click()
    await page.getByRole('textbox', { name: 'What it shows' }).fill('The hero’s face')
    await page.getByRole('textbox', { name: 'What it shows' }).press('Enter')
    await page.keyboard.press('Escape')
    await expect(seen.first()).toHaveAccessibleName(/^The hero’s face\. .*Kept in mind/)
    expect(face1).toMatch(/^From shot 1/)

    await visit(page, 3)
    await expect(face(page, 3)).toHaveAccessibleName(/Outdated/)
    await expect(strip(page).getByRole('button', { name: /The hero’s face/ })).toBeVisible()
    const chosen = group(page, 'Remembered for this shot').getByRole('button')
    const left = chosen.and(page.getByRole('button', { name: /^From shot/ })).first()
    await left.click()
    await page.getByRole('button', { name: 'Leave out' }).click()
    await shoot('leave-out')
    await page.keyboard.press('Escape')
    await visit(page, 3)
    await makeAgain(page)
  })

  await test.step('the new take shows the effect', async () => {
    await visit(page, 3)
    await expect(face(page, 3)).toHaveAccessibleName(/Fits/)
    const did = strip(page).getByRole('list', { name: 'What that did to this take' })
    await expect(did.getByRole('listitem')).toHaveCount(2)
    await expect(did).toContainText(/The hero’s face: kept in mind, clearly remembered; .*before/)
    await expect(did).toContainText(/left out; it was \w+ remembered before/)
    expect(await bytesOf(page, 3)).not.toBe(before)
    expect(await bytesOf(page, 1)).toBe(untouched)
    await blameless(page)
    await shoot('did')
    await shoot('did', 1920, 1080)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  await test.step('looking ahead: shot 2 is made to fit shot 3, which stays unchanged', async () => {
    const third = await bytesOf(page, 3)
    await visit(page, 2)
    await page.getByRole('checkbox', { name: 'Look ahead: also match shot 3' }).check()
    await visit(page, 2)
    await makeAgain(page)
    await visit(page, 2)
    await expect(strip(page)).toContainText('It looked ahead to shot 3.')
    expect(await bytesOf(page, 3)).toBe(third)
    await shoot('ahead')
  })
})

test('a shot with memory of the whole film finds an early picture', async ({ studio: { page } }, info) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1280, height: 800 })
  await newFilm(page)
  await addCard(page, /A purple cat walks/, 2)
  await addCard(page, /A dinosaur dances/, 2)
  await addCard(page, /A yellow duck/, 4)
  await addCard(page, /A dinosaur dances/, 1)
  const choose = async (number: number): Promise<void> => {
    await face(page, number).click()
    const memory = page.getByRole('combobox', { name: 'Memory' })
    if (!(await memory.isVisible())) await page.getByText('Advanced', { exact: true }).click()
    await memory.selectOption('Remembers the whole film')
  }
  for (const number of [1, 2, 3, 4]) await choose(number)
  await page.screenshot({ path: info.outputPath('chosen.png') })
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  await visit(page, 4)
  const kept = group(page, 'Remembered for this shot').getByRole('button')
  const names = await kept.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
  // One picture per prompt: every layer has the dinosaur's first shot, the duck's newest one, and the cat's.
  expect(names.filter((name) => name?.startsWith('From shot 2')).join()).toMatch(/(Clearly|Partly|Faintly) remembered/)
  expect(names.some((name) => name?.startsWith('From shot 1'))).toBe(true)
  await blameless(page)
  await page.screenshot({ path: info.outputPath('recalled.png') })

  // A shot that is not made yet: what it will remember is not known, and a message says so.
  await addCard(page, /A purple cat walks/, 1)
  await choose(5)
  await visit(page, 5)
  await expect(strip(page)).toContainText('The rest is chosen from the whole film when the shot is made.')
  await expect(group(page, 'Remembered for this shot')).toHaveCount(0)
  await page.screenshot({ path: info.outputPath('open.png') })
})
