/** Tails for an editing program: asked for in the export dialog, which is left at once. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import { dismiss, outOfField } from './choose.ts'

export const tails = command({
  ...{ name: 'tails', weight: 2, args: fc.constant(null) },
  async run(artist) {
    const { hands, open, world } = artist
    if (world.cards.length === 0) return 'no shots'
    await outOfField(artist)
    await hands.press('Control+e')
    try {
      await open.page.getByRole('radio', { name: 'For an editor' }).click({ timeout: 2_000 })
      world.ask([]) // takes get longer; none is new
      await open.page.getByRole('button', { name: /^Make 1 s more of each/ }).click({ timeout: 2_000 })
    } catch {
      return 'the dialog or the offer was not there'
    } finally {
      await dismiss(artist)
    }
    return undefined
  }
})
