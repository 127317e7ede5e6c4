/** Makes everything overnight, and reads what was made. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import { dismiss, outOfField } from './choose.ts'

/** From the menu, with what is chosen there at first; `seen` dismisses the summary of an earlier night. */
export const overnight = command({
  ...{ name: 'overnight', weight: 2, args: fc.record({ seen: fc.boolean() }) },
  async run(artist, { seen }) {
    const { open, world } = artist
    const { page } = open
    await outOfField(artist)
    try {
      if (seen) {
        const banner = page.getByRole('status').filter({ hasText: /^Made overnight/ })
        if ((await banner.count()) > 0) await banner.getByRole('button', { name: 'Dismiss' }).click({ timeout: 700 })
      }
      await page.getByRole('button', { name: 'Menu', exact: true }).click({ timeout: 700 })
      await page.getByRole('menuitem', { name: 'Make everything overnight…' }).click({ timeout: 700 })
      const begin = page.getByRole('button', { name: 'Make everything', exact: true })
      if (await begin.isDisabled({ timeout: 700 })) {
        await dismiss(artist)
        return 'there is nothing to make'
      }
      world.leave()
      world.ask(world.cards.map(({ id }) => id))
      world.disturb() // also after a timeout: the click may still have had its effect; outdated shots get new takes
      await begin.click({ timeout: 700 })
    } catch {
      await dismiss(artist)
      return 'it was gone before the hand came'
    }
    return undefined
  }
})
