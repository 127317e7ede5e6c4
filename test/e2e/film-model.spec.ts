/** The model of a film: chosen, left again, gone. What was made stays, and says why it is outdated. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Project } from '../../main/project/project.ts'
import { blameless } from './kit/blameless.ts'
import { exported } from './kit/exported.ts'
import { addCard, face, made, newFilm } from './kit/hands.ts'
import { packsIn } from './kit/displays.ts'
import { modelRow, nightly, openModels } from './kit/model.ts'
import { expect, launch, test } from './kit/studio.ts'
import { filmState } from './kit/window.ts'

const madeWithOther = 'It was made with another model: Nightly.'

test('a film is made with its model, and says so when that is another, or gone', async ({ home }, info) => {
  const pack = nightly(join(packsIn(home), 'nightly@1'))
  let { app, page } = await launch(home)
  let film = ''

  await test.step('chosen among those that are here, by keyboard', async () => {
    await newFilm(page)
    await addCard(page, /A purple cat/, 1)
    await openModels(page)
    await expect(modelRow(page, 'Storybook')).toContainText('Makes this film')
    await modelRow(page, 'Nightly').getByRole('button', { name: 'Use for this film: Nightly' }).focus()
    await page.keyboard.press('Enter')
    await expect(modelRow(page, 'Nightly')).toContainText('Makes this film')
    await expect(modelRow(page, 'Storybook')).not.toContainText('Makes this film')
    await expect(modelRow(page, 'Nightly').getByRole('button', { name: 'Remove Nightly…' })).toHaveAttribute(
      'aria-disabled',
      'true'
    )
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
    const { path, view, model } = await filmState(page)
    film = path
    expect(model).toMatchObject({ model: 'nightly@1', name: 'Nightly', isHere: true })
    expect(view.cards[0]!.takes.map((take) => take.model)).toEqual(['nightly@1'])
  })

  await test.step('with another model the shot is outdated, and the reason names the one that made it', async () => {
    await openModels(page)
    await modelRow(page, 'Storybook').getByRole('button', { name: 'Use for this film: Storybook' }).click()
    await expect(modelRow(page, 'Storybook')).toContainText('Shot 1 was made with another model: outdated')
    await page.screenshot({ path: info.outputPath('switched.png') })
    await blameless(page)
    await page.keyboard.press('Escape')
    await expect(face(page, 1)).toHaveAccessibleName(/Outdated/)
    await expect(page.getByText(madeWithOther)).toBeVisible()
    await page.screenshot({ path: info.outputPath('outdated.png') })
  })

  await test.step('made again by the other model it fits; one step of undo each', async () => {
    await page.keyboard.press('g')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
    const { view } = await filmState(page)
    expect(view.cards[0]!.takes.map((take) => take.model.split('@')[0])).toEqual(['nightly', 'storybook'])
    await page.keyboard.press('Control+z') // the take
    await expect(page.getByText(madeWithOther)).toBeVisible()
    await page.keyboard.press('Control+z') // the model
    await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
    expect((await filmState(page)).model.name).toBe('Nightly')
  })

  await app.close()
  rmSync(pack, { recursive: true })
  ;({ app, page } = await launch(home, [film]))

  await test.step('where the model is not, the film says which and what to do; nothing is outdated', async () => {
    const banner = page.getByRole('status').filter({ hasText: 'This film is made with Nightly' })
    await expect(banner).toContainText('which is not on this computer. You can watch, edit and export it.')
    await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
    await page.screenshot({ path: info.outputPath('missing.png') })
    await blameless(page)
    await face(page, 1).click()
    await page.keyboard.press('r')
    await expect(page.getByText(/choose another one for this film: Menu → Models/)).toBeVisible()
    await expect(page.getByRole('group', { name: 'Generating' })).toHaveCount(0)
    await banner.getByRole('button', { name: 'Models…' }).click()
    await expect(modelRow(page, 'Storybook')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('it is edited and exported all the same, with the pictures that were kept', async () => {
    await page.keyboard.press('Control+d')
    await expect(face(page, 2)).toHaveAccessibleName(/Planned/)
    await page.keyboard.press('Control+e')
    await expect(
      page.getByText(/Shot 1 was made with a model that does not make this film, or is not here/)
    ).toBeVisible()
    await page.screenshot({ path: info.outputPath('export.png') })
    await exported(page, 'MP4')
    await page.keyboard.press('Escape')
    const folder = await app.evaluate(({ app }) => app.getPath('documents'))
    expect(existsSync(join(folder, 'Throughline', 'Untitled film.mp4'))).toBe(true)
  })

  await test.step('added again it makes the rest', async () => {
    nightly(pack)
    await openModels(page)
    await expect(modelRow(page, 'Nightly')).toContainText('Makes this film')
    await page.keyboard.press('Escape')
    await expect(page.getByText(/You can watch, edit and export it/)).toHaveCount(0)
    await page.keyboard.press('g')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  })
  await app.close()
  const project = Project.open(film, { readOnly: true })
  expect(project.takes().map(({ model }) => model.split('@')[0])).toEqual(['nightly', 'storybook', 'nightly'])
  project.close()
})
