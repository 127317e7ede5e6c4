/** Writing text. */
import * as fc from 'fast-check'
import { command, type Artist } from '../command.ts'
import { outOfField } from './choose.ts'
import type { Field } from '../fields.ts'

export const several = 'several shots are selected'
const sharedFields = ['prompt', 'title', 'notes', 'dialogue'] as const
const field = fc.constantFrom<Field>('prompt', 'prompt', 'prompt', 'title', 'notes', 'dialogue')
/** Distinct words, so that one in a wrong place is detected. */
export const word = fc
  .tuple(fc.constantFrom('cat', 'owl', 'snow', 'walks', 'night', 'two'), fc.integer({ min: 100, max: 99_999 }))
  .map(([noun, number]) => `${noun}${number}`)

/** Clicks into a field of the current shot. @returns false when several shots are selected, as the field's shot is unclear then */
export async function enter({ hands, world }: Pick<Artist, 'hands' | 'world'>, field: Field): Promise<boolean> {
  world.enter(field, await hands.enter(field))
  if (world.lead) return true
  await outOfField({ hands, world })
  return false
}

/** Clicks into a field and types at the end of its text. */
export const write = command({
  ...{ name: 'write', weight: 30, args: fc.record({ field, words: fc.array(word, { minLength: 1, maxLength: 3 }) }) },
  async run({ hands, world }, { field, words }) {
    if (!world.lead) return 'no shot at hand'
    const text = ` ${words.join(' ')}`
    if (!(await enter({ hands, world }, field))) return several
    const before = world.standing(field, await hands.field(field).inputValue())
    await hands.write(field, text)
    world.write(before + text)
    return undefined
  }
})

/** With several shots selected: types one text for all of them. */
export const writeAll = command({
  ...{ name: 'write all', weight: 4, args: fc.record({ field: fc.constantFrom(...sharedFields), word }) },
  async run({ hands, world }, { field, word }) {
    if (world.chosen.length < 2 || world.loose || world.making)
      return 'one shot at hand, or shots of which the model does not know all'
    await outOfField({ hands, world })
    const all = hands.page.getByRole('region', { name: /^All \d+ shots$/ })
    const box = all.getByRole('textbox', { name: allNames[field] })
    if (!(await box.isVisible())) await all.getByText('Texts', { exact: true }).click({ timeout: 8_000 })
    await box.click({ timeout: 8_000 })
    const { chosen } = await hands.filmCards()
    await hands.press('Control+a')
    await hands.page.keyboard.type(word)
    await hands.press('Escape')
    world.find(...chosen)
    world.do({ type: 'setTexts', cards: [...chosen], field, text: word })
    return undefined
  }
})
const allNames = {
  prompt: /^What happens in all/,
  title: /^Title of all/,
  notes: /^Notes of all/,
  dialogue: /^Dialogue of all/
} as const

/** Clicks into a field and replaces its text. */
export const rewrite = command({
  ...{ name: 'rewrite', weight: 10, args: fc.record({ field, word }) },
  async run({ hands, world }, { field, word }) {
    if (!world.lead) return 'no shot at hand'
    if (!(await enter({ hands, world }, field))) return several
    await hands.write(field, word, { anew: true })
    world.write(word)
    return undefined
  }
})
