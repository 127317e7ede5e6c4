/** Text from other programs, by the real clipboard. */
import * as fc from 'fast-check'
import { command } from '../command.ts'
import type { Field } from '../fields.ts'
import { enter, several } from './words.ts'

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
  async run(artist, { field, text }) {
    const { open, hands, world } = artist
    if (!world.lead) return 'no shot at hand'
    artist.clip = null
    await open.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), text)
    if (!(await enter({ hands, world }, field))) return several
    const before = world.standing(field, await hands.field(field).inputValue())
    await hands.press('Control+End', 'Control+v')
    world.paste(before, text)
    return undefined
  }
})
