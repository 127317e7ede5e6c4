import { expect, test } from 'vitest'
import { titleWith } from '../../main/window/title.ts'

test('progress stands before the title, rounded down', () => {
  expect(titleWith(null, 'Cat · Throughline')).toBe('Cat · Throughline')
  expect(titleWith(0, 'Cat · Throughline')).toBe('0 % · Cat · Throughline')
  expect(titleWith(0.999, 'Cat · Throughline')).toBe('99 % · Cat · Throughline')
})
