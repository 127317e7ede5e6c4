import { expect, test } from 'vitest'
import { philox } from '../../../engine/noise/philox.ts'

/** Random123's published answers for philox4x32-10 (kat_vectors): counter, key, result. */
const known: [name: string, counter: number[], key: [number, number], result: number[]][] = [
  ['zeros', [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    'ones',
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
  ],
  [
    'digits of pi',
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
  ]
]

test.each(known)('philox4x32-10, known answer: %s', (_, counter, key, result) => {
  const words = Uint32Array.from(counter)
  philox(words, ...key)
  expect([...words]).toEqual(result)
})
