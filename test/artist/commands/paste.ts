/** Text out of other programs, by the real clipboard. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import type { Field } from '../world.ts'

const hostile = fc.constantFrom(
  'one line\u2028another line\u2029a third',
  'a vertical\u000btab and a form\u000cfeed',
  'turned \u202eround\u202c and isolated \u2066here\u2069',
  'nul\u0000 and bell\u0007 and half a sign \ud83d end',
  'an owl 🦉 and a family 👩‍👩‍👧‍👦 in the snow ❄️',
  'قطة بنفسجية تمشي في المرج',
  'a\r\nb\rc\n\n\nd\te',
  'long '.repeat(600),
  '   spaces at both ends   ',
  '@nobody walks @here'
)

export const paste = command({
  ...{
    name: 'paste',
    weight: 6,
    args: fc.record({ field: fc.constantFrom<Field>('prompt', 'prompt', 'title', 'notes', 'dialogue'), text: hostile })
  },
  async run({ open, hands, world }, { field, text }) {
    if (!world.lead) return 'no shot at hand'
    await open.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), text)
    world.enter(field, await hands.enter(field))
    await hands.press('Control+End', 'Control+v')
    world.paste(text)
    return undefined
  }
})
