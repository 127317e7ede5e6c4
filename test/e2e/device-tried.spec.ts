/** A graphics card is tried with the model before it is used; what was tried is shown, and a wrong one is not used. */
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { launchWithCard, offersCard } from './kit/card.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, test } from './kit/studio.ts'

test.skip(!offersCard, 'webgpu is not offered here')

test('what was tried is shown beside the device; one that is wrong is not used', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.'])
  const { app, page, fail } = await launchWithCard(home, [film])
  const choose = page.getByRole('dialog', { name: 'Compute with' })
  const card = choose.getByRole('radio', { name: 'Graphics card (WebGPU)' })
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Compute with…' }).click()
  await expect(card).not.toBeChecked()

  fail('all:nan')
  await card.check({ force: true }).catch(() => undefined) // it is unchecked again after the refusal
  await expect(choose.getByRole('alert')).toContainText(
    'is not used for this model, because its answers are no numbers',
    {
      timeout: 200_000
    }
  )
  await expect(choose.getByRole('radio', { name: /^Automatic/ })).toBeChecked()
  await expect(
    choose.getByText('Plain way (plain attention): not used, because its answers are no numbers')
  ).toBeVisible()
  await page.screenshot({ path: info.outputPath('refused.png') })
  await blameless(page)

  fail('fused:wrong')
  await card.check({ force: true })
  await expect(choose.getByText(/Quick way \(fused attention\): not used, because its answers are wrong/)).toBeVisible({
    timeout: 200_000
  })
  await expect(
    choose.getByText(/Plain way \(plain attention\): right, at most \S+ % off; \S+ s a step\. Used/)
  ).toBeVisible()
  await expect(card).toBeChecked()
  await page.screenshot({ path: info.outputPath('tried.png') })
  await blameless(page)
  await app.close()
})
