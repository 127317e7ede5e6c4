/** The shelf of takes without a shot: removing takes from shots, and making shots from the shelf. */
import { command, oneOf } from '../command.ts'
import { dismiss, outOfField, share } from './choose.ts'

/** Removes a take from the current shot; it is on the shelf afterwards, or on another card that has it, too. */
export const dropTake = command({
  ...{ name: 'drop take', weight: 3, args: share },
  async run(artist, at) {
    const { open, world } = artist
    const { page } = open
    const more = oneOf(await page.getByRole('button', { name: /^More for take \d+$/ }).all(), at)
    if (!more) return 'no takes'
    await outOfField(artist)
    try {
      await more.click({ timeout: 700 })
      await page.getByRole('menuitem', { name: 'Remove from the takes', exact: true }).click({ timeout: 700 })
    } catch {
      await dismiss(artist)
      return 'it was gone before the hand came, or is being made'
    } finally {
      world.leave()
      world.disturb() // also after a timeout: the click may still have had its effect
    }
    return undefined
  }
})

/** Makes a take from the shelf a shot after the current one. */
export const fromShelf = command({
  ...{ name: 'from the shelf', weight: 4, args: share },
  async run(artist, at) {
    const { open, hands, world } = artist
    if (world.cards.length > 9) return 'enough cards'
    const tray = open.page.getByRole('region', { name: 'Takes without a shot' })
    const take = oneOf(await tray.getByRole('button', { name: /^Into the film as a shot/ }).all(), at)
    if (!take) return 'no take is without a shot'
    const before = await hands.film()
    const pressed = await take.click({ timeout: 700 }).then(
      () => true,
      () => false // the click may still have had its effect
    )
    world.leave()
    const present = before!.view.film.cards.map(({ id }) => id)
    const [id] = await hands.arrivals(present, pressed ? 5_000 : 1_000)
    if (!id && !pressed) {
      world.disturb() // its shot may still come
      return 'it was gone before the hand came'
    }
    if (!id) throw new Error('a take of the tray was pressed and no shot came')
    const { cards } = (await hands.film())!.view.film
    const index = cards.findIndex((card) => card.id === id)
    const card = cards[index]!
    const used = before!.view.shelf.find((each) => each.id === card.activeTake)
    if (!used) throw new Error(`the shot shows ${card.activeTake}, which was not in the tray`)
    if (card.prompt !== used.prompt) throw new Error(`the take reads “${used.prompt}”, its shot “${card.prompt}”`)
    if (card.length !== used.chunksMade) throw new Error(`${used.chunksMade} s are made, the shot has ${card.length}`)
    world.meet(id)
    world.do({ type: 'addCards', at: index, cards: [card] })
    world.choose(id)
    return undefined
  }
})
