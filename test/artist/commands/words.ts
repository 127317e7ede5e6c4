/** Writing. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import type { Field } from '../world.ts'

const field = fc.constantFrom<Field>('prompt', 'prompt', 'prompt', 'title', 'notes', 'dialogue')
/** Words nobody else writes, so that one in a wrong place is seen. */
const word = fc
  .tuple(fc.constantFrom('cat', 'owl', 'snow', 'walks', 'night', 'two'), fc.integer({ min: 100, max: 99_999 }))
  .map(([noun, number]) => `${noun}${number}`)

/** Clicks into a field and types behind what stands there. */
export const write = command({
  ...{ name: 'write', weight: 30, args: fc.record({ field, words: fc.array(word, { minLength: 1, maxLength: 3 }) }) },
  async run({ hands, world }, { field, words }) {
    if (!world.lead) return 'no shot at hand'
    const text = ` ${words.join(' ')}`
    world.enter(field, await hands.enter(field))
    const before = world.loose ? await hands.field(field).inputValue() : world.textOf(world.lead, field)
    await hands.write(field, text)
    world.write(before + text)
    return undefined
  }
})

/** Types over what stands there. */
export const rewrite = command({
  ...{ name: 'rewrite', weight: 10, args: fc.record({ field, word }) },
  async run({ hands, world }, { field, word }) {
    if (!world.lead) return 'no shot at hand'
    world.enter(field, await hands.enter(field))
    await hands.write(field, word, { anew: true })
    world.write(word)
    return undefined
  }
})
