import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { fromHalf, fromHalfBytes, toHalf, toHalfBytes } from '../../kernels/weights/float16.ts'
import { entryOf, openWeights, readFloats, readIntegers } from '../../kernels/weights/safetensors.ts'
import { encodeSafetensors, headerAndData } from './kit/safetensors-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'weights-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'no failure'
}

describe('float16', () => {
  test('every f16 survives conversion to float32 and back', () => {
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i).filter((h) => (h & 0x7fff) <= 0x7c00)
    expect(toHalf(fromHalf(all))).toEqual(all)
  })

  test('rounds to nearest, ties to even, as Math.f16round does', () => {
    const f16round = (Math as { f16round?: (x: number) => number }).f16round!
    expect(f16round).toBeTypeOf('function')
    const values = Float32Array.from([
      ...[0, -0, 2 ** -25, 2 ** -25 * 1.0001, 2 ** -24, 3 * 2 ** -25, 65504, 65519.99, 65520, -65520, 1e30, Infinity],
      ...[-Infinity, NaN, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -14, 2 ** -14 - 2 ** -26]
    ])
    expect(Array.from(fromHalf(toHalf(values)))).toEqual(Array.from(values, (x) => f16round(x)))
    fc.assert(
      fc.property(fc.uint32Array({ minLength: 1, maxLength: 200 }), (bits) => {
        const floats = new Float32Array(Uint32Array.from(bits).buffer)
        expect(Array.from(fromHalf(toHalf(floats)))).toEqual(Array.from(floats, (x) => f16round(x)))
      }),
      { seed: 1, numRuns: 500 }
    )
  })

  test('bytes are little-endian and may start anywhere', () => {
    const bytes = toHalfBytes(Float32Array.of(1, -2))
    expect([...bytes]).toEqual([0x00, 0x3c, 0x00, 0xc0])
    const odd = new Uint8Array(5)
    odd.set(bytes, 1)
    expect([...fromHalfBytes(odd.subarray(1))]).toEqual([1, -2])
    expect(() => fromHalfBytes(odd)).toThrow(RangeError)
  })
})

describe('a weights file', () => {
  const tensors = {
    matrix: { dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
    half: { dtype: 'F16', shape: [2], data: toHalf(Float32Array.of(0.5, -3)) },
    brain: { dtype: 'BF16', shape: [2], data: Uint16Array.of(0x3f80, 0xc000) },
    ids: { dtype: 'I64', shape: [2], data: BigInt64Array.of(-1n, 7n) },
    none: { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) }
  } as const

  test('gives its tensors', () => {
    const weights = openWeights(file('good.safetensors', encodeSafetensors(tensors, { by: 'test' })))
    expect(weights.metadata.get('by')).toBe('test')
    expect(entryOf(weights, 'matrix').shape).toEqual([2, 3])
    expect([...readFloats(weights, 'matrix', [2, 3])]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...readFloats(weights, 'half')]).toEqual([0.5, -3])
    expect([...readFloats(weights, 'brain')]).toEqual([1, -2])
    expect([...readFloats(weights, 'none')]).toEqual([])
    expect(readIntegers(weights, 'ids')).toEqual([-1, 7])
  })

  test('names what is missing or unexpected', () => {
    const weights = openWeights(file('asked.safetensors', encodeSafetensors(tensors)))
    for (const act of [
      () => readFloats(weights, 'absent'),
      () => readFloats(weights, 'matrix', [3, 2]),
      () => readFloats(weights, 'ids'),
      () => readIntegers(weights, 'half')
    ])
      expect(codeOf(act)).toBe('weights.tensor')
    expect(codeOf(() => openWeights(join(folder, 'absent')))).toBe('weights.missing')
    expect(codeOf(() => openWeights(folder))).toMatch(/^weights\./)
  })

  test('is found through a link', () => {
    const target = file('target.safetensors', encodeSafetensors(tensors))
    symlinkSync(target, join(folder, 'link.safetensors'))
    expect(openWeights(join(folder, 'link.safetensors')).path).toBe(openWeights(target).path)
  })

  const one = { dtype: 'F32', shape: [2], data_offsets: [0, 8] }
  const data = new Uint8Array(8)
  test.each([
    ['empty', new Uint8Array(0)],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 1, 2)],
    ['not JSON', headerAndData('{', data)],
    ['not UTF-8', headerAndData(Uint8Array.of(0x7b, 0xff, 0x7d), new Uint8Array(0))],
    ['an array', headerAndData('[]', new Uint8Array(0))],
    ['an unknown type', headerAndData({ a: { ...one, dtype: 'Q4' } }, data)],
    ['a type from the prototype', headerAndData({ a: { ...one, dtype: 'toString' } }, data)],
    ['a negative size', headerAndData({ a: { ...one, shape: [-2] } }, data)],
    ['a size that overflows', headerAndData({ a: { ...one, shape: [2 ** 40, 2 ** 40] } }, data)],
    ['sizes that do not match', headerAndData({ a: { ...one, shape: [3] } }, data)],
    ['reversed offsets', headerAndData({ a: { ...one, data_offsets: [8, 0] } }, data)],
    ['data outside the file', headerAndData({ a: { ...one, data_offsets: [8, 16] } }, data)],
    ['an overlap', headerAndData({ a: one, b: { ...one, data_offsets: [4, 12] } }, new Uint8Array(12))],
    ['a hole', headerAndData({ a: one, b: { ...one, data_offsets: [12, 20] } }, new Uint8Array(20))],
    ['bytes left over', headerAndData({ a: one }, new Uint8Array(9))],
    ['metadata that is not text', headerAndData({ __metadata__: { a: 1 } }, new Uint8Array(0))]
  ])('is refused when it has %s', (name, bytes) => {
    expect(codeOf(() => openWeights(file(`${name}.safetensors`, bytes)))).toBe('weights.damaged')
  })

  test('never crashes the reader, whichever byte is changed', () => {
    const good = encodeSafetensors(tensors)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, length) => {
        const bytes = good.slice(0, length)
        bytes[at] = value
        const path = file('fuzzed.safetensors', bytes)
        expect(codeOf(() => openWeights(path))).toMatch(/^(no failure|weights\.damaged)$/)
      }),
      { seed: 2, numRuns: 300 }
    )
  })
})
