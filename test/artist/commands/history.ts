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
    world.find(...(await hands.answered(steps.length))) // what came back is selected
    return undefined
  }
})

/** While the keyboard is in a field, where a step is the text's as long as it has one. */
export const travelInField = command({
  ...{ name: 'travel in field', weight: 5, args: times },
  async run({ hands, world }, steps) {
    if (world.focus === null) return 'the keyboard is in no field'
    world.looseText()
    const { focus } = world
    for (const step of steps) {
      await hands.press(step === 'undo' ? 'Control+z' : 'Control+Shift+z')
      await hands.pause(30)
    }
    world.find(...(await hands.answered(steps.length)))
    if (await hands.writing()) world.enter(focus) // its shot may have gone, and the field with it
    return undefined
  }
})
