/** The choice of the device in the window, on a machine without a graphics card. */
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, launch, test } from './kit/studio.ts'

const before = process.env['VK_DRIVER_FILES']
test.beforeAll(() => {
  process.env['VK_DRIVER_FILES'] = '/no-graphics-device.json'
})
test.afterAll(() => {
  if (before === undefined) delete process.env['VK_DRIVER_FILES']
  else process.env['VK_DRIVER_FILES'] = before
})

test('device and precision are tried before they are chosen, and kept', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.'])
  const { app, page } = await launch(home, [film])
  const choose = page.getByRole('dialog', { name: 'Compute with' })
  const show = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Compute with…' }).click()
    await expect(choose).toBeVisible()
  }
  await show()
  await expect(choose.getByRole('radio', { name: /^Automatic/ })).toBeChecked()
  await page.screenshot({ path: info.outputPath('choice.png') })
  await blameless(page)

  const card = choose.getByRole('radio', { name: 'Graphics card (WebGPU)' })
  if ((await card.count()) > 0) {
    await card.check({ force: true }).catch(() => undefined) // it is unchecked again after a refusal
    await expect(choose.getByRole('alert')).toContainText('This machine cannot compute with “Graphics card (WebGPU)”', {
      timeout: 60_000
    })
    await expect(choose.getByRole('radio', { name: /^Automatic/ })).toBeChecked()
    await page.screenshot({ path: info.outputPath('refused.png') })
    await blameless(page)
  }

  await choose.getByRole('radio', { name: /^Processor/ }).check()
  await expect(choose.getByText('Trying it…')).toHaveCount(0, { timeout: 60_000 })
  await expect(choose.getByRole('radio', { name: /^Processor/ })).toBeChecked()
  await expect(choose.getByRole('radio', { name: /^Exact/ })).toBeChecked()
  await choose.getByRole('radio', { name: /^Fast/ }).check()
  await expect(choose.getByText('Trying it…')).toHaveCount(0, { timeout: 60_000 })
  await expect(choose.getByRole('radio', { name: /^Fast/ })).toBeChecked()
  await page.screenshot({ path: info.outputPath('fast.png') })
  await blameless(page)
  await choose.getByRole('button', { name: 'Done' }).click()
  await app.close()

  const again = await launch(home, [film])
  await again.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await again.page.getByRole('menuitem', { name: 'Compute with…' }).click()
  await expect(again.page.getByRole('radio', { name: /^Processor/ })).toBeChecked()
  await expect(again.page.getByRole('radio', { name: /^Fast/ })).toBeChecked()
})
