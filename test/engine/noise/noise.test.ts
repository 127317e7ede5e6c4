import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillNoise, type NoiseKey } from '../../../engine/noise/noise.ts'
import { philox } from '../../../engine/noise/philox.ts'

function noise(key: NoiseKey, length = 4096, stream?: number): Float32Array {
  const out = new Float32Array(length)
  fillNoise(out, key, stream)
  return out
}
const key = { seed: 7, chunk: 3, step: 2 }

test('the first four numbers follow from the documented counter and key', () => {
  const words = Uint32Array.of(0, 2, 3, 0)
  philox(words, 7, 0)
  const uniform = Array.from(words, (word) => word / 2 ** 32)
  const radius = (u: number) => Math.sqrt(-2 * Math.log(u + 2 ** -32))
  const expected = [0, 2].flatMap((i) => {
    const angle = 2 * Math.PI * uniform[i + 1]!
    return [radius(uniform[i]!) * Math.cos(angle), radius(uniform[i]!) * Math.sin(angle)]
  })
  noise(key, 4).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
})

test('known answer: a change here changes every film made before', () => {
  expect([...new Uint32Array(noise(key, 4).buffer)].map((bits) => bits.toString(16))).toMatchInlineSnapshot(`
    [
      "bf29b2b8",
      "bd033cf5",
      "c01068ed",
      "bf7c87d1",
    ]
  `)
})

test('every part of the address matters, also the upper half of a large seed', () => {
  const base = noise(key)
  const others = [
    noise({ ...key, seed: 8 }),
    noise({ ...key, seed: 7 + 2 ** 32 }),
    noise({ ...key, chunk: 4 }),
    noise({ ...key, step: 3 }),
    noise(key, 4096, 1)
  ]
  for (const other of others) expect(other).not.toEqual(base)
  expect(noise(key)).toEqual(base)
})

test('the noise of any length is a prefix of a longer one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.nat(), fc.nat({ max: 100 }), (length, seed, chunk) => {
      const long = noise({ seed, chunk, step: 0 }, 40)
      expect(noise({ seed, chunk, step: 0 }, length)).toEqual(long.subarray(0, length))
    })
  )
})

test('unit Gaussian: mean, variance, tails and no correlation between steps', () => {
  const count = 200_000
  const a = noise(key, count)
  const b = noise({ ...key, step: 3 }, count)
  const mean = a.reduce((sum, x) => sum + x, 0) / count
  const variance = a.reduce((sum, x) => sum + x * x, 0) / count
  const beyondTwo = a.filter((x) => Math.abs(x) > 2).length / count
  const correlation = a.reduce((sum, x, i) => sum + x * b[i]!, 0) / count
  expect(Math.abs(mean)).toBeLessThan(0.01)
  expect(Math.abs(variance - 1)).toBeLessThan(0.02)
  expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003)
  expect(Math.abs(correlation)).toBeLessThan(0.01)
  expect(a.every(Number.isFinite)).toBe(true)
})
