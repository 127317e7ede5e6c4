/** Events to the window keep their order, though others are given while one is delivered. */
import { expect, test } from 'vitest'
import { inOrder } from '../../main/window/in-order.ts'

test('an event given while one is delivered comes after it', () => {
  const delivered: string[] = []
  const emit = inOrder<string>((event) => {
    if (event === 'asking') emit('over') // as a promise that goes on inside of `webContents.send`
    if (event === 'over') emit('next')
    delivered.push(event)
  })
  emit('asking')
  emit('last')
  expect(delivered).toEqual(['asking', 'over', 'next', 'last'])
})

test('an event that cannot be delivered does not hold up the following ones', () => {
  const delivered: string[] = []
  const emit = inOrder<string>((event) => {
    if (event === 'broken') throw new Error('cannot be cloned')
    delivered.push(event)
  })
  expect(() => emit('broken')).toThrow('cannot be cloned')
  emit('next')
  expect(delivered).toEqual(['next'])
})
