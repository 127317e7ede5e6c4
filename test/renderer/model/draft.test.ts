// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { Draft, type Field } from '../../../renderer/model/draft.svelte.ts'

/** A field of one text. @param then what the film has once an edit of it is answered */
function fieldWith(then: (sent: string) => string): Field & { value: string } {
  const field = {
    value: 'before',
    rule: { lines: false },
    stored: () => field.value,
    refuse: () => null,
    send: (text: string) => {
      field.value = then(text)
      return Promise.resolve(null)
    },
    rest: 350,
    keep: () => undefined
  }
  return field
}

test('an undo that comes before the answer to a text is shown', async () => {
  const draft = new Draft(fieldWith(() => 'undone'))
  draft.text = 'typed'
  await draft.flush()
  expect(draft.text).toBe('undone')
})

test('a space at the end stays while it is being written, though the film has none', async () => {
  const draft = new Draft(fieldWith((sent) => sent.trim()))
  draft.text = 'The '
  await draft.flush()
  expect(draft.text).toBe('The ')
  await draft.leave()
  expect(draft.text).toBe('The')
})
