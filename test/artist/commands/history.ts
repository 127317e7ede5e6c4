/** Undo and redo, in bursts. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import { outOfField } from './choose.ts'

const times = fc.array(fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const), {
  minLength: 1,
  maxLength: 5
})

/** From the timeline, where every step applies to the film. */
export const travel = command({
  ...{ name: 'travel', weight: 12, args: times },
  async run({ hands, world }, steps) {
    await outOfField({ hands, world })
    const { done, undone } = world.history
    const turns = [...done, ...undone].some(({ label }) => label.what === 'setModel')
    if (turns && world.making) world.looseText() // a step to another model is refused as long as film is made
    for (const step of steps) {
      await hands.press(step === 'undo' ? 'Control+z' : 'Control+Shift+z')
      world.travel(step)
      await hands.pause(30)
    }
    world.find(...(await hands.answered(steps.length))) // restored shots are selected
    return undefined
  }
})

/** In a text field, where steps apply to the text as long as it has own edits. */
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
    if (await hands.writing()) world.enter(focus) // the shot, and with it the field, may be gone
    return undefined
  }
})
