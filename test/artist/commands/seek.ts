/** Seeking without cards: by search, by playing, by markers. */
import * as fc from 'fast-check'
import { shotNumber } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { en } from '../../../renderer/strings/en.ts'
import { command, oneOf } from '../command.ts'
import { outOfField, share } from './choose.ts'
import { settled } from './settled.ts'

/** Finds a shot by its number, with Ctrl F. */
export const find = command({
  ...{ name: 'find', weight: 3, args: share },
  async run({ hands, world }, at) {
    const { all } = await hands.filmCards()
    const index = Math.floor(at * all.length)
    if (world.loose || all.length === 0) return 'the model does not know the numbers'
    const numbers = world.cards.map(shotNumber)
    const number = numbers[index]!
    if (numbers.indexOf(number) !== numbers.lastIndexOf(number)) return 'two shots of that number'
    await hands.press('Control+f')
    world.leave()
    await hands.page.getByRole('dialog').getByRole('combobox').and(hands.page.locator(':focus')).waitFor()
    await hands.page.keyboard.type(number)
    await hands.press('Enter')
    await hands.page.getByRole('dialog').waitFor({ state: 'detached' })
    world.choose(cardId(all[index]!))
    return undefined
  }
})

/** Selects all shots in one state, with Ctrl F. */
export const findAll = command({
  ...{ name: 'find all', weight: 3, args: share },
  async run({ hands, world }, at) {
    const film = await hands.film()
    if (world.loose || world.making || !film || film.making || world.cards.length === 0) return 'states are changing'
    await hands.press('Control+f')
    world.leave()
    const dialog = hands.page.getByRole('dialog')
    await dialog.getByRole('combobox').and(hands.page.locator(':focus')).waitFor()
    // What was typed before may still be on its way, and outdates its shot.
    const cards = await settled(async () => (await hands.film())!.view.cards)
    const state = oneOf([...new Set(cards.map((each) => each.state.name))], at)!
    const meant = cards.filter((each) => each.state.name === state).map(({ card }) => card)
    if (meant.length < cards.length) await dialog.getByRole('button', { name: en.state[state] }).click()
    await dialog.getByRole('combobox').focus()
    await hands.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    world.choose(...meant)
    return undefined
  }
})

/** Opens and closes a dialog, which changes nothing, wherever the focus was. */
export const peek = command({
  ...{ name: 'peek', weight: 3, args: fc.constantFrom('Control+f', '?') },
  async run({ hands, world }, key) {
    if (key === '?') await outOfField({ hands, world }) // in a field it is a character
    await hands.press(key)
    world.leave()
    const dialog = hands.page.getByRole('dialog')
    await dialog.waitFor()
    await hands.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    return undefined
  }
})

/** Plays for a while: the current shot follows the playhead. */
export const play = command({
  ...{ name: 'play', weight: 4, args: fc.integer({ min: 50, max: 900 }) },
  async run({ hands, world }, time) {
    if (world.chosen.length === 0) return 'no shots'
    await outOfField({ hands, world })
    await hands.press('Space')
    await hands.pause(time)
    await hands.press('k')
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})

/** Sets or removes a marker at the playhead, or sets one and types its name at once. */
export const mark = command({
  ...{ name: 'mark', weight: 3, args: fc.option(fc.integer({ min: 100, max: 99_999 })) },
  async run({ hands, world }, number) {
    if (world.chosen.length === 0) return 'no shots'
    await outOfField({ hands, world })
    const name = `Door, ${number}`
    const onBand = await hands.isIn('[data-scene]') // F2 names the scene
    const isNamed = number !== null && !onBand && !world.making && !world.running && !(await hands.isAtMarker())
    await hands.press('m')
    world.disturb()
    if (!isNamed) return undefined
    await hands.press('F2')
    await hands.page.keyboard.type(name)
    await hands.press('Enter')
    const names = async () =>
      (await hands.film())!.view.film.cards.flatMap(({ markers }) => markers.map(({ text }) => text))
    const found = await hands.until(names, (all) => all.includes(name), 8_000)
    if (!found.includes(name)) throw new Error(`M and F2 were pressed and no marker is called “${name}”`)
    return undefined
  }
})
