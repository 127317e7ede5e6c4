/** The program ends and begins again; the artist goes to another film and back. */
import * as fc from 'fast-check'
import { command, type Artist } from '../command.ts'
import { Hands } from '../hands.ts'
import { look } from '../look.ts'
import { killWindow, openWindow, quitWindow } from '../window.ts'

const none = fc.constant(null)

/** Opens the program again on the film that was open. */
async function reopen(artist: Artist): Promise<void> {
  artist.open = await openWindow(artist.stage, artist.home, artist.film)
  artist.hands = new Hands(artist.open.page)
  artist.clip = null
  await arrive(artist)
}

/** A film is on the desk: the hands see what is selected in it. */
async function arrive({ open, hands, world }: Artist): Promise<void> {
  const film = await hands.film()
  const title = `${film?.view.film.title} · `
  await open.page.waitForFunction((title) => document.title.startsWith(title), title) // not the one before
  await open.page.locator('[data-shot]').first().waitFor()
  await hands.press('Control+0')
  world.arrive(await look(open.page))
}

/** Quits in the middle of whatever it is, and starts again: everything is there, the last letter too. */
export const quit = command({
  ...{ name: 'quit', weight: 1, args: none },
  async run(artist) {
    await quitWindow(artist.open)
    artist.world.callOff()
    await reopen(artist)
    return undefined
  }
})

/** The program is killed: what was acknowledged is there. What was written in the last moment need not be. */
export const kill = command({
  ...{ name: 'kill', weight: 1, args: none },
  async run(artist) {
    await killWindow(artist.open)
    if (artist.world.wrote) artist.world.loose = true
    artist.world.callOff()
    await reopen(artist)
    return undefined
  }
})

/** To the other film by Ctrl O, whose dialog no test can press. */
export const change = command({
  ...{ name: 'change films', weight: 2, args: none },
  async run(artist) {
    const { open, hands } = artist
    const film = artist.otherFilm()
    await open.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, film)
    await hands.press('Control+o') // also in the middle of a word
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
