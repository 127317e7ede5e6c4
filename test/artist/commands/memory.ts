/** Memory: pinning remembered pictures. */
import { command, oneOf } from '../command.ts'
import { dismiss, share } from './choose.ts'

/** Pins or unpins a remembered picture. */
export const pin = command({
  ...{ name: 'pin', weight: 4, args: share },
  async run(artist, at) {
    const { open, hands, world } = artist
    const { page } = open
    const strip = page.getByRole('region', { name: 'What the shot remembers' })
    const picture = oneOf(await strip.locator('button[data-rove]').all(), at)
    if (!picture) return 'nothing is remembered'
    try {
      await picture.click({ timeout: 700 })
    } catch {
      await dismiss(artist) // the click may still have had its effect
      return 'it was gone before the hand came'
    }
    world.leave()
    const keep = page.getByRole('dialog').getByRole('button', { name: 'Keep in mind', exact: true })
    const there = await keep.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false
    )
    if (there) {
      const before = await hands.pins()
      world.disturb()
      try {
        await keep.click({ timeout: 700 })
      } catch {
        await dismiss(artist) // the click may still have had its effect
        return 'it was gone before the hand came'
      }
      for (let waits = 0; (await hands.pins()) === before; waits++) {
        if (waits > 60) throw new Error('“Keep in mind” was pressed and nothing is kept in mind')
        await hands.pause(50)
      }
    }
    if ((await page.getByRole('dialog').count()) > 0) await hands.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 2000 })
    return there ? undefined : 'this kind of memory chooses nothing'
  }
})
