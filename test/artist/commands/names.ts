/** The film's title, and names of the cast. */
import * as fc from 'fast-check'
import { castId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'
import { share } from './choose.ts'
import { enter, several } from './words.ts'

const number = fc.integer({ min: 100, max: 99_999 })

export const title = command({
  ...{ name: 'title', weight: 3, args: number },
  async run({ open, hands, world }, number) {
    const field = open.page.getByRole('textbox', { name: 'Name of the film' })
    await field.click()
    await hands.press('Control+a')
    await open.page.keyboard.type(`Story ${number}`, { delay: 8 })
    await hands.press('Enter')
    world.leave()
    world.do({ type: 'setTitle', title: `Story ${number}` })
    return undefined
  }
})

/** Adds a character or, when there are three, renames one in all prompts. */
export const cast = command({
  ...{ name: 'cast', weight: 3, args: fc.record({ at: share, number }) },
  async run({ open, hands, world }, { at, number }) {
    const { page } = open
    const shelf = page.getByRole('region', { name: 'Cast of the film' })
    const member = world.film.cast.length < 3 ? undefined : oneOf(world.film.cast, at)
    if (member && world.loose) return 'somebody of whom the model may not know'
    await shelf
      .getByRole('button', { name: member ? `Change @${member.name}` : 'Add to the cast', exact: true })
      .click()
    const dialog = page.getByRole('dialog')
    const name = `Mia${number}`
    await dialog.getByLabel('Name').fill(name)
    if (!member) await dialog.getByLabel('Words').fill('a purple cat')
    await dialog.getByLabel('Name').press('Enter')
    await dialog.waitFor({ state: 'detached' })
    world.leave()
    const found = (await hands.cast()).find((each) => each.name === name)
    if (!found) throw new Error(`@${name} was given for a name and is not in the cast`)
    world.do({ type: member ? 'setCastMember' : 'addCastMember', member: { ...found, id: castId(found.id) } })
    return undefined
  }
})

/** Removes a character, named in prompts or not. */
export const uncast = command({
  ...{ name: 'uncast', weight: 1, args: share },
  async run({ open, hands, world }, at) {
    const { page } = open
    const member = oneOf(world.film.cast, at)
    if (!member || world.loose) return 'nobody in the cast, or nobody of whom the model knows'
    const shelf = page.getByRole('region', { name: 'Cast of the film' })
    await shelf.getByRole('button', { name: `Change @${member.name}`, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    const asked = dialog.getByRole('button', { name: 'Remove all the same', exact: true })
    await Promise.race([asked.waitFor(), dialog.waitFor({ state: 'detached' })])
    if (await asked.isVisible()) await asked.click()
    await dialog.waitFor({ state: 'detached' })
    world.leave()
    if ((await hands.cast()).some(({ id }) => id === member.id))
      throw new Error(`@${member.name} was removed and is in the cast`)
    world.do({ type: 'removeCastMember', id: member.id })
    return undefined
  }
})

/** Mentions a character in the prompt. */
export const mention = command({
  ...{ name: 'mention', weight: 3, args: share },
  async run({ hands, world }, at) {
    const member = oneOf(world.film.cast, at)
    if (!member || !world.lead) return 'nobody in the cast, or no shot at hand'
    const text = ` @${member.name} `
    if (!(await enter({ hands, world }, 'prompt'))) return several
    const before = world.standing('prompt', await hands.field('prompt').inputValue())
    await hands.write('prompt', text)
    world.write(before + text)
    return undefined
  }
})
