/** Failures are shown in German in the German window: those of main, of the engine's process, of a file and of ffmpeg. */
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './kit/films.ts'
import { chunksStored, enginePid, openFilm } from './kit/window.ts'

const german = async (page: Page): Promise<void> => {
  await page.evaluate(() => localStorage.setItem('language', 'de'))
  await page.reload()
  await page.getByRole('main').waitFor()
}

test.describe('with an ffmpeg that fails', () => {
  test.beforeEach(({ home }) => {
    const program = join(home, 'ffmpeg')
    writeFileSync(program, '#!/bin/sh\nexit 7\n')
    chmodSync(program, 0o755)
    process.env['FFMPEG_BIN'] = program
  })
  test.afterEach(() => void delete process.env['FFMPEG_BIN'])

  test('failures are shown in German', async ({ studio: { app, page }, planned: film, home }) => {
    await openFilm(app, page, film)
    await german(page)
    const alert = (words: string) => page.getByRole('alert').filter({ hasText: words })

    await page.keyboard.press('g')
    await chunksStored(page, 1)
    process.kill((await enginePid(app))!, 'SIGKILL')
    await expect(alert('Der Teil, der die Bilder macht, hat aufgehört zu arbeiten')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('group', { name: 'Entsteht' })).toHaveCount(0, { timeout: 180_000 })

    await page.keyboard.press('Control+e')
    await page.getByRole('button', { name: 'MP4 exportieren' }).click()
    await expect(alert('ffmpeg kam nicht zu Ende (code 7)')).toContainText('Nichts wurde ersetzt')
    await page.keyboard.press('Escape')

    await page.keyboard.press('n')
    await page.locator('[data-prompt]').fill('@Mia walks.') // by name, what takes letters before the field is there would be found as well
    await page.getByRole('button', { name: 'Film erzeugen' }).click()
    await expect(alert('nennt @Mia, und so heißt niemand in der Besetzung')).toBeVisible({ timeout: 60_000 })

    const other = join(home, 'other.throughline')
    writeFileSync(other, 'not a film')
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, other)
    await page.keyboard.press('Control+o')
    await expect(page.getByRole('dialog')).toContainText('other.throughline ist kein Film von Throughline.')
  })
})
