/** Quitting, killing and restarting the program, and changing to another film. */
import * as fc from 'fast-check'
import type { CardId } from '../../../app/ids.ts'
import { command, type Artist } from '../command.ts'
import { Hands } from '../hands.ts'
import { look } from '../look.ts'
import { killWindow, openWindow, quitWindow } from '../window.ts'

const none = fc.constant(null)

/** Starts the program again with the film that was open. */
async function reopen(artist: Artist): Promise<void> {
  artist.open = await openWindow(artist.stage, artist.home, artist.film)
  artist.hands = new Hands(artist.open.page)
  artist.clip = null
  await arrive(artist)
}

/** Waits until the film is shown, and updates the model from it. */
async function arrive({ open, hands, world }: Artist): Promise<void> {
  const film = await hands.film()
  const title = `${film?.view.film.title} · `
  await open.page.waitForFunction((title) => document.title.startsWith(title), title) // not the previous film's title
  await open.page.locator('[data-shot]').first().waitFor()
  await hands.press('Control+0')
  world.arrive(await look(open.page))
}

/** Requested shots that are not made, according to main; none while stopping. */
async function promised({ hands }: Artist): Promise<readonly CardId[]> {
  const making = (await hands.film())?.making
  if (!making || making.state === 'stopping') return []
  return [...(making.card ? [making.card] : []), ...making.queue]
}

/**
 * As `promised`, before the program ends. Omits the shot being made if the film was changed since the request: its last second may
 * be committed just then, and its card may be longer by now.
 */
async function lasting(artist: Artist): Promise<readonly CardId[]> {
  const all = await promised(artist)
  const making = (await artist.hands.film())?.making?.card
  return artist.world.asked ? all : all.filter((id) => id !== making)
}

/**
 * Checks that each requested shot is being made, is queued, or is made.
 * @param before the requested shots when the program ended
 * @throws when one of them is none of these
 */
async function keepsPromise(artist: Artist, before: readonly CardId[]): Promise<void> {
  const read = async (): Promise<{ missing: readonly CardId[]; waiting: number }> => {
    const { view, waiting } = (await artist.hands.film())!
    const now = await promised(artist)
    const missing = before.filter((id) => {
      const index = view.film.cards.findIndex((card) => card.id === id)
      return index >= 0 && view.cards[index]!.state.made < view.film.cards[index]!.length && !now.includes(id)
    })
    return { missing, waiting }
  }
  const { missing, waiting } = await artist.hands.until(read, (now) => now.missing.length <= now.waiting, 8_000)
  if (missing.length > waiting)
    throw new Error(`${missing.map((id) => id.slice(0, 6)).join(' ')} was asked for; after a new start nothing waits`)
  if (before.length > 0) artist.world.expect(before)
}

/** Quits in the middle of anything, and starts again: everything is kept, even the last letter typed. */
export const quit = command({
  ...{ name: 'quit', weight: 1, args: none },
  async run(artist) {
    const before = await lasting(artist)
    await quitWindow(artist.open)
    await reopen(artist)
    await keepsPromise(artist, before)
    return undefined
  }
})

/** Kills the program: everything acknowledged is kept. Text typed just before may be lost. */
export const kill = command({
  ...{ name: 'kill', weight: 1, args: none },
  async run(artist) {
    const before = await lasting(artist)
    await killWindow(artist.open)
    if (artist.world.wrote) artist.world.loose = true
    await reopen(artist)
    await keepsPromise(artist, before)
    return undefined
  }
})

/** Opens the other film by Ctrl O; the system dialog is replaced. */
export const change = command({
  ...{ name: 'change films', weight: 2, args: none },
  async run(artist) {
    const { open, hands } = artist
    const film = artist.otherFilm()
    const answer = (): Promise<void> =>
      open.app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
      }, film)
    await answer().catch(answer) // main may garbage collect the promise of the test's call: retry once
    await hands.press('Control+o') // even while typing a word
    artist.world.leave()
    const until = Date.now() + 20_000
    while ((await hands.path()) !== film) {
      if (Date.now() > until) throw new Error('the other film was asked for and did not come')
      await hands.pause(30)
    }
    artist.world.callOff()
    artist.turnTo(film)
    await arrive(artist)
    return undefined
  }
})
