/** The film's model: one of the two that are here, chosen in the list of models. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import { otherModel } from '../story.ts'
import { dismiss, outOfField } from './choose.ts'

export const model = command({
  ...{ name: 'model', weight: 2, args: fc.boolean() },
  async run(artist, own) {
    const { open, hands, world } = artist
    const { page } = open
    const wanted = own ? null : otherModel.model
    await outOfField(artist)
    try {
      await page.getByRole('button', { name: 'Menu', exact: true }).click({ timeout: 2_500 })
      await page.getByRole('menuitem', { name: 'Models…' }).click({ timeout: 2_500 })
    } catch {
      await dismiss(artist)
      return 'the menu was gone before the hand came'
    }
    world.leave()
    const name = `Use for this film: ${own ? 'Storybook' : otherModel.name}`
    const row = page.getByRole('article', { name: own ? 'Storybook' : otherModel.name, exact: true })
    await row.waitFor({ timeout: 8_000 })
    const use = row.getByRole('button', { name, exact: true })
    const before = (await hands.film())!.view.film.settings.model
    if ((await use.count()) === 0 || (await use.getAttribute('aria-disabled')) === 'true') {
      await dismiss(artist)
      return before === wanted ? 'it is that already' : 'film is being made'
    }
    await use.click({ timeout: 1500 }).catch(() => undefined) // the result is checked below
    const now = await hands.until(
      async () => (await hands.film())!.view.film.settings.model,
      (now) => now === wanted,
      world.making ? 1_500 : 5_000
    )
    await dismiss(artist)
    if (now !== wanted && world.making) {
      world.disturb() // film was being made again when the click came, or it has its effect later
      return 'film is being made'
    }
    if (now !== wanted) throw new Error(`${wanted ?? 'the program’s own model'} was chosen, and the film has ${now}`)
    world.do({ type: 'setModel', model: wanted })
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})
