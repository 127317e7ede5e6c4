/** Making film, remaking, pausing, stopping and watching. */
import * as fc from 'fast-check'
import type { Locator } from '@playwright/test'
import { command, oneOf, type Artist } from '../command.ts'
import { dismiss, outOfField, share } from './choose.ts'

const none = fc.constant(null)

export const generate = command({
  ...{ name: 'generate', weight: 8, args: none },
  async run(artist) {
    await outOfField(artist)
    await artist.hands.press('g')
    artist.world.ask(artist.world.cards.map(({ id }) => id))
    return undefined
  }
})

/** Makes the selected shots again; with `on` also all that follow. */
export const again = command({
  ...{ name: 'again', weight: 8, args: fc.record({ on: fc.constantFrom(false, false, false, true) }) },
  async run(artist, { on }) {
    const { hands, world } = artist
    if (world.chosen.length === 0) return 'no shot at hand'
    await outOfField(artist)
    const meant = world.meant(await hands.command(on ? 'Shift+R' : 'r'))
    world.ask(meant.map(({ id }) => id))
    return undefined
  }
})

export const lastSecond = command({
  ...{ name: 'last second', weight: 3, args: none },
  async run(artist) {
    await outOfField(artist)
    await artist.hands.press('e')
    artist.world.ask([])
    return undefined
  }
})

const inProgress = ({ open }: Artist, name: string): Locator =>
  open.page.getByRole('group', { name: 'Generating' }).getByRole('button', { name, exact: true })

/** Presses one of the buttons beside the progress, if it is shown. */
const control = (name: string, button: string, weight: number, then: (artist: Artist) => void = () => {}) =>
  command({
    ...{ name, weight, args: none },
    async run(artist) {
      const place = inProgress(artist, button)
      if ((await place.count()) === 0) return 'nothing is being made'
      artist.world.leave()
      then(artist) // also after a timeout: the click may still have had its effect
      try {
        await place.click({ timeout: 700 })
      } catch {
        return 'it was gone before the hand came'
      }
      return undefined
    }
  })

export const pause = control('pause', 'Pause', 4)
export const resume = control('go on', 'Keep going', 4)
export const stop = control('stop', 'Stop', 2, ({ world }) => world.callOff())

/** Removes a shot from the queue. */
export const drop = command({
  ...{ name: 'drop', weight: 2, args: share },
  async run(artist, at) {
    const { page } = artist.open
    const queue = page.getByRole('button', { name: /^Being made, and what follows/ })
    if ((await queue.count()) === 0) return 'nothing waits'
    try {
      await queue.click({ timeout: 700 })
      const out = oneOf(
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Do not make shot/ })
          .all(),
        at
      )
      await out?.click({ timeout: 700 })
    } catch {
      return 'it was gone before the hand came'
    } finally {
      await dismiss(artist)
      artist.world.callOff()
    }
    return undefined
  }
})

/** Presses “Looks fine”: the take stays. */
export const accept = command({
  ...{ name: 'accept', weight: 3, args: none },
  async run({ open, world }) {
    const button = open.page.getByRole('button', { name: 'Looks fine', exact: true }) // exact, as the label of Undo contains the name, too
    if ((await button.count()) === 0) return 'nothing to accept'
    world.leave()
    world.disturb() // also after a timeout: the click may still have had its effect
    try {
      await button.click({ timeout: 700 })
    } catch {
      return 'it was gone before the hand came'
    }
    return undefined
  }
})

/** Watches the film being made for a while. */
export const watch = command({
  ...{ name: 'watch', weight: 6, args: fc.integer({ min: 200, max: 1500 }) },
  async run({ hands }, time) {
    await hands.pause(time)
    return undefined
  }
})

/** Waits until everything requested is made. */
export const finish = command({
  ...{ name: 'finish', weight: 4, args: none },
  async run(artist) {
    const { hands, world } = artist
    if (!world.making) return 'nothing is being made'
    const until = Date.now() + 90_000
    for (let making = await hands.making(); making !== null; making = await hands.making()) {
      if (making === 'paused')
        await inProgress(artist, 'Keep going')
          .click({ timeout: 700 })
          .catch(() => undefined)
      if (Date.now() > until) throw new Error(`it is still ${making} after 90 s`)
      await hands.pause(100)
    }
    world.finished = true
    return undefined
  }
})

/** Shows another take of the current shot. */
export const chooseTake = command({
  ...{ name: 'choose take', weight: 5, args: share },
  async run({ open, world }, at) {
    const takes = await open.page.getByRole('button', { name: /^Show take \d+$/ }).all()
    const take = oneOf(takes, at)
    if (!take) return 'no takes'
    world.leave()
    world.disturb() // as above
    try {
      await take.click({ timeout: 700 })
    } catch {
      return 'it was gone before the hand came'
    }
    return undefined
  }
})
