/** Choosing shots. */
import * as fc from 'fast-check'
import { cardId } from '../../../app/ids.ts'
import { command, oneOf } from '../command.ts'

/** Which of what is there, as a share. */
export const share = fc.integer({ min: 0, max: 99 }).map((hundredths) => hundredths / 100)

/** Clicks a card: it alone is selected. */
export const pick = command({
  ...{ name: 'pick', weight: 30, args: share },
  async run({ hands, world }, at) {
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card to click'
    await hands.pick(card)
    world.choose(card.id)
    return undefined
  }
})

/** Several shots. */
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

/** The next or the previous shot, by key. */
export const walk = command({
  ...{ name: 'walk', weight: 6, args: fc.constantFrom(1 as const, -1 as const) },
  async run({ hands, world }, by) {
    await outOfField({ hands, world })
    const meant = world.meant(await hands.command(by > 0 ? 'ArrowDown' : 'ArrowUp'))
    const [from] = meant
    const order = world.loose ? (await hands.filmCards()).all.map(cardId) : world.cards.map(({ id }) => id)
    const next = from && meant.length === 1 ? order[order.indexOf(from.id) + by] : undefined
    if (next) world.choose(next)
    else world.find(...(await hands.filmCards()).chosen) // of several, which is at hand cannot be seen
    return undefined
  }
})

/** A key that is a command goes to the shots: first out of the field, as Escape does. */
export async function outOfField({
  hands,
  world
}: Pick<Parameters<typeof walk.run>[0], 'hands' | 'world'>): Promise<void> {
  if (world.focus === null && !(await hands.writing())) return // a press that came too late left the keyboard where it was
  await hands.press('Escape')
  world.leave()
}
