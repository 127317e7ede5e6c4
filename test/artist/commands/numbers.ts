/** Shot numbers: locked, or counted from 1 again, by the menu of the empty timeline. */
import * as fc from 'fast-check'
import { areLocked } from '../../../app/film/shot-numbers.ts'
import { command } from '../command.ts'
import { dismiss, outOfField } from './choose.ts'

const names = { lockNumbers: 'Lock the shot numbers', countNumbers: 'Count the shots from 1 again' } as const

export const numbers = command({
  ...{ name: 'numbers', weight: 4, args: fc.constant(null) },
  async run(artist) {
    const { hands, world, open } = artist
    if (world.loose || world.cards.length === 0) return 'no shots of which the model knows all'
    await outOfField(artist)
    const bare = await open.page.evaluate(() => {
      const { left, right, top, bottom } = document.querySelector('[data-timeline]')!.getBoundingClientRect()
      for (let y = bottom - 24; y > top; y -= 12)
        for (let x = right - 24; x > left; x -= 24)
          if (document.elementFromPoint(x, y)?.matches('[data-timeline] > [role=presentation]')) return { x, y }
      return null
    })
    if (!bare) return 'the whole timeline is covered'
    await open.page.mouse.click(bare.x, bare.y, { button: 'right' })
    const type = areLocked(world.cards) ? 'countNumbers' : 'lockNumbers'
    const item = open.page.getByRole('menuitem', { name: names[type] })
    await open.page.getByRole('menu').waitFor({ timeout: 8_000 })
    if ((await item.count()) === 0 && (await hands.pressed()) !== null) {
      await dismiss(artist)
      return 'the timeline scrolled before the press: it is the menu of a shot'
    }
    await item.click({ timeout: 8_000 })
    world.do({ type })
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})
