/** Selecting shots. */
import * as fc from 'fast-check'
import { cardId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'

/** Selects among the existing things, as a fraction. */
export const share = fc.integer({ min: 0, max: 99 }).map((hundredths) => hundredths / 100)

/** Clicks a card, which selects it alone. */
export const pick = command({
  ...{ name: 'pick', weight: 30, args: share },
  async run({ hands, world }, at) {
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card to click'
    const pressed = await hands.pick(card)
    if (pressed !== null) world.choose(pressed)
    else world.find(...(await hands.filmCards()).chosen) // the card was gone, or covered, before the press
    return undefined
  }
})

/** Selects several shots. */
export const extend = command({
  ...{ name: 'extend', weight: 5, args: share },
  async run({ hands, world }, at) {
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card to click'
    await hands.pick(card, ['Shift'])
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})

/** Selects the next or the previous shot, by key. */
export const walk = command({
  ...{ name: 'walk', weight: 6, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, by) {
    await outOfField({ hands, world })
    const meant = world.meant(await hands.command(by > 0 ? 'ArrowDown' : 'ArrowUp'))
    const [from] = meant
    const order = world.loose ? (await hands.filmCards()).all.map(cardId) : world.cards.map(({ id }) => id)
    const next = from && meant.length === 1 ? order[order.indexOf(from.id) + by] : undefined
    if (next) world.choose(next)
    else world.find(...(await hands.filmCards()).chosen) // with several selected, the current shot is not visible
    return undefined
  }
})

/** Leaves the text field by Escape, so that the next key is a command for the shots. */
export async function outOfField({
  hands,
  world
}: Pick<Parameters<typeof walk.run>[0], 'hands' | 'world'>): Promise<void> {
  if (world.focus === null && !(await hands.writing())) return // a late click did not move the focus
  await hands.press('Escape')
  world.leave()
}

/** Closes by Escape what a late click may have opened. Where nothing is open, Escape leaves one shot selected. */
export async function dismiss({
  hands,
  world
}: Pick<Parameters<typeof walk.run>[0], 'hands' | 'world'>): Promise<void> {
  await hands.press('Escape')
  world.find(...(await hands.filmCards()).chosen)
}
