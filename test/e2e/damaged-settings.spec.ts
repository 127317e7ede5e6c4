/** Small files of the program that the disk damaged: the studio opens, says what is lost, and keeps them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { expect, launch, test } from './kit/studio.ts'

test('damaged choices and lists are told at the start, once, and kept', async ({ home }, info) => {
  const profile = join(home, 'profile')
  mkdirSync(join(profile, 'recent'), { recursive: true })
  const files = ['device.json', 'films-folder.json', 'nights.json', join('recent', 'recent.json'), 'window.json']
  for (const file of files) writeFileSync(join(profile, file), '{"x": ')
  const { app, page } = await launch(home)
  const told = page.getByRole('alert')
  for (const text of ['recent films', 'compute with', 'new films'])
    await expect(told.filter({ hasText: text })).toHaveCount(1)
  await page.screenshot({ path: info.outputPath('told.png') })
  await blameless(page)
  for (const file of files) expect(readFileSync(join(profile, `${file}.damaged`), 'utf8')).toBe('{"x": ')
  await page.reload()
  await page.getByRole('main').waitFor()
  await expect(told).toHaveCount(0)
  await app.close()
})
