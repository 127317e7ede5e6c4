/** Undo and redo, in bursts. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import { outOfField } from './choose.ts'

const times = fc.array(fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const), {
  minLength: 1,
  maxLength: 5
})

/** From the timeline, where every step is the film's. */
export const travel = command({
  ...{ name: 'travel', weight: 12, args: times },
  async run({ hands, world }, steps) {
    await outOfField({ hands, world })
    for (const step of steps) {
      await hands.press(step === 'undo' ? 'Control+z' : 'Control+Shift+z')
      world.travel(step)
      await hands.pause(30)
    }
    await hands.pause(60) // selection follows what came back: it is looked at before the next step
    const { chosen } = await hands.filmCards()
    world.choose(...chosen)
    return undefined
  }
})

/** While the keyboard is in a field, where a step is the text's as long as it has one. */
export const travelInField = command({
  ...{ name: 'travel in field', weight: 5, args: times },
  async run({ hands, world }, steps) {
    if (world.focus === null) return 'the keyboard is in no field'
    world.looseText()
    for (const step of steps) {
      await hands.press(step === 'undo' ? 'Control+z' : 'Control+Shift+z')
      await hands.pause(30)
    }
    await hands.pause(60)
    await hands.press('Escape') // a field whose shot is gone keeps the next keys from being commands
    const { chosen } = await hands.filmCards()
    world.choose(...chosen)
    return undefined
  }
})
