/** fp8 with its scales, sets of several files, and what is recognised and refused. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../kernels/checkpoints/checkpoint.ts'
import { unscaled } from '../../../kernels/checkpoints/scaled.ts'
import { openShards, shardsOf } from '../../../kernels/checkpoints/shards.ts'
import { fromE4m3, fromE5m2 } from '../../../kernels/weights/float8.ts'
import { fromHalf } from '../../../kernels/weights/float16.ts'
import { encodeSafetensors, type TensorToWrite } from '../kit/safetensors-writer.ts'
import { writeTorch } from './kit/torch-writer.ts'
import { refusal } from '../../kit/refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'forms-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (file: string): string => join(folder, file)
function file(name: string, content: Uint8Array | string): string {
  writeFileSync(at(name), content)
  return at(name)
}
const safetensors = (name: string, tensors: Readonly<Record<string, TensorToWrite>>) =>
  openCheckpoint(file(name, encodeSafetensors(tensors)))
const row = (...values: number[]) => ({ dtype: 'F32', shape: [values.length], data: Float32Array.from(values) })
const scalar = (value: number) => ({ dtype: 'F32', shape: [], data: Float32Array.of(value) })

describe('fp8', () => {
  test('has the numbers of its formats', () => {
    // From the tables of the paper (arXiv 2209.05433, table 1).
    expect([...fromE4m3(Uint8Array.of(0, 0x80, 0x01, 0x07, 0x08, 0x38, 0xb8, 0x7e))]).toEqual([
      ...[0, -0, 2 ** -9, 0.875 * 2 ** -6, 2 ** -6, 1, -1, 448]
    ])
    expect([...fromE4m3(Uint8Array.of(0x7f, 0xff))]).toEqual([NaN, NaN])
    expect([...fromE5m2(Uint8Array.of(0x01, 0x03, 0x04, 0x3c, 0xbc, 0x7b, 0x7c, 0xfc, 0x7d))]).toEqual([
      ...[2 ** -16, 0.75 * 2 ** -14, 2 ** -14, 1, -1, 57344, Infinity, -Infinity, NaN]
    ])
    // E5M2 is the upper half of an f16.
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code)
    expect(fromE5m2(codes)).toEqual(fromHalf(Uint16Array.from(codes, (code) => code << 8)))
  })

  const fp8 = { dtype: 'F8_E4M3', shape: [2, 2], data: Uint8Array.of(0x38, 0x40, 0xb8, 0x7e) }
  const note = Buffer.from('{"format":"float8_e4m3fn"}')
  test.each<[string, Record<string, TensorToWrite>]>([
    ['the old way', { scaled_fp8: { ...fp8, shape: [0], data: new Uint8Array(0) }, 'x.scale_weight': scalar(0.5) }],
    ['the new way', { 'x.weight_scale': row(0.5), 'x.comfy_quant': { dtype: 'U8', shape: [26], data: note } }]
  ])('is multiplied by its scale, named %s', (_, more) => {
    const { paths, tensors } = safetensors('fp8.safetensors', {
      'x.weight': fp8,
      'y.weight': fp8,
      'x.scale_input': scalar(3),
      ...more
    })
    const plain = unscaled(paths[0]!, tensors)
    expect([...plain.keys()].sort()).toEqual(['x.weight', 'y.weight'])
    expect([...plain.get('x.weight')!.read()]).toEqual([0.5, 1, -0.5, 224])
    expect([...plain.get('x.weight')!.read({ first: 1, count: 1 })]).toEqual([-0.5, 224])
    expect([...fromHalf(plain.get('x.weight')!.readHalf())]).toEqual([0.5, 1, -0.5, 224])
    expect([...plain.get('y.weight')!.read()]).toEqual([1, 2, -1, 448])
    expect(plain.get('x.weight')!.place).toBeNull()
  })

  test.each<[string, Record<string, TensorToWrite>]>([
    ['nvfp4', { 'x.weight': fp8, 'x.weight_scale_2': scalar(1) }],
    ['quanto', { 'x.weight._data': fp8, 'x.weight._scale': row(1, 2) }],
    ['bitsandbytes', { 'x.weight': fp8, 'x.weight.absmax': row(1) }],
    ['GPTQ', { 'x.qweight': fp8, 'x.qzeros': fp8 }],
    ['scales of each row', { 'x.weight': fp8, 'x.weight_scale': row(1, 2) }],
    ['a scale of numbers that are no fp8', { 'x.weight': row(1), 'x.weight_scale': row(1) }],
    ['a scale of nothing', { 'y.weight': fp8, 'x.scale_weight': scalar(1) }],
    ['mxfp8', { 'x.comfy_quant': { dtype: 'U8', shape: [18], data: Buffer.from('{"format":"mxfp8"}') } }]
  ])('or anything like it in another form is refused: %s', (_, tensors) => {
    const { paths, tensors: found } = safetensors('other.safetensors', tensors)
    const { code, remedy } = refusal(() => unscaled(paths[0]!, found))
    expect(code).toBe('weights.form')
    expect(remedy).toMatch(/F16/)
  })

  test('packed into half bytes is refused by its type', () => {
    const four = { dtype: 'F4', shape: [2], data: Uint8Array.of(1) }
    expect(refusal(() => safetensors('four.safetensors', { x: four })).code).toBe('weights.form')
  })
})

describe('numbers', () => {
  test.each([
    ['F32', Float32Array.of(1, NaN), /NaN/],
    ['F32', Float32Array.of(1, -Infinity), /-Infinity/],
    ['F16', Uint16Array.of(0, 0x7e00), /NaN/],
    ['F8_E4M3', Uint8Array.of(0x7f), /NaN/]
  ])('NaN and infinity are refused when read: %s', (dtype, data, words) => {
    const { tensors } = safetensors('nan.safetensors', { x: { dtype, shape: [data.length], data } })
    for (const read of ['read', 'readHalf'] as const) {
      const { code, cause } = refusal(() => tensors.get('x')![read]())
      expect([code, cause]).toEqual(['weights.numbers', expect.stringMatching(words)])
    }
  })

  test('beyond the range of f16 are refused, not made infinite', () => {
    const { tensors } = safetensors('wide.safetensors', { x: row(1, 1e6) })
    expect([...tensors.get('x')!.read()]).toEqual([1, 1e6])
    expect(refusal(() => tensors.get('x')!.readHalf())).toMatchObject({
      code: 'weights.numbers',
      cause: expect.stringMatching(/1000000/)
    })
  })

  test('of a file replaced meanwhile are refused', () => {
    const { tensors } = safetensors('exchanged.safetensors', { x: row(1, 2) })
    file('exchanged.safetensors', encodeSafetensors({ longer: row(1, 2, 3) }))
    expect(refusal(() => tensors.get('x')!.read())).toMatchObject({
      code: 'weights.damaged',
      cause: expect.stringMatching(/was changed/)
    })
    rmSync(at('exchanged.safetensors'))
    expect(refusal(() => tensors.get('x')!.read()).code).toBe('weights.missing')
  })
})

describe('a set of several files', () => {
  const write = (map: Readonly<Record<string, unknown>>) =>
    file('set.safetensors.index.json', JSON.stringify({ metadata: { total_size: 12 }, weight_map: map }))
  const [one, two] = ['set-00001-of-00002.safetensors', 'set-00002-of-00002.safetensors']
  const both = { a: one, b: two }
  const writeBoth = (): void => {
    file(one, encodeSafetensors({ a: row(1), stray: row(5) }))
    file(two, encodeSafetensors({ b: row(2, 3) }))
  }

  test('is read as one', () => {
    writeBoth()
    const { tensors, paths, bytes } = openShards(write(both))
    expect([...tensors].map(([name, tensor]) => [name, [...tensor.read()]])).toEqual([
      ['a', [1]],
      ['b', [2, 3]]
    ])
    expect(paths).toHaveLength(2)
    expect(bytes).toBeGreaterThan(100)
    expect(shardsOf(at('set.safetensors.index.json'))).toEqual([one, two])
  })

  test('also in torch’s format', () => {
    writeTorch(at('model-1.bin'), { a: row(1) })
    writeTorch(at('model-2.bin'), { b: row(2) })
    const { tensors, form } = openShards(write({ a: 'model-1.bin', b: 'model-2.bin' }))
    expect([form, ...tensors.keys()]).toEqual(['torch', 'a', 'b'])
  })

  test('is refused when incomplete', () => {
    writeBoth()
    rmSync(at(two))
    expect(refusal(() => openShards(write(both)))).toMatchObject({
      code: 'weights.shard',
      cause: expect.stringMatching(/00002-of-00002/)
    })
  })

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a tensor in the wrong file', { a: two, b: two }, /lacks "a"/],
    ['a file outside its folder', { a: '../set.safetensors' }, /no file beside it/],
    ['a file by a whole path', { a: '/etc/passwd' }, /no file beside it/],
    ['a drive', { a: 'C:x.safetensors' }, /no file beside it/],
    ['the folder itself', { a: '..' }, /no file beside it/],
    ['no name', { a: 1 }, /no file beside it/],
    ['no tensors', {}, /no tensors/]
  ])('is refused with %s', (_, map, words) => {
    writeBoth()
    expect(refusal(() => openShards(write(map)))).toMatchObject({
      code: 'weights.damaged',
      cause: expect.stringMatching(words)
    })
  })

  test.each(['', '[]', '{"weight_map": []}', 'null', '{'])('is refused with the index %s', (text) => {
    expect(refusal(() => openShards(file('set.safetensors.index.json', text))).code).toBe('weights.damaged')
  })
})

describe('a file that is no weights', () => {
  const gguf = Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(60, 3)])
  test.each([
    ['GGUF', gguf, 'weights.form', /GGUF/],
    [
      'a placeholder',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0'),
      'weights.form',
      /placeholder/
    ],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html>Sign in</html>'), 'weights.form', /web page/],
    ['a bare pickle', Buffer.from('\x80\x04\x95aaaaaaaaaaaaaaaa', 'latin1'), 'weights.form', /bare pickle/],
    ['an archive', gzipSync(Buffer.alloc(100)), 'weights.form', /archive/],
    ['nothing', Buffer.alloc(0), 'weights.damaged', /empty/],
    ['next to nothing', Buffer.alloc(3), 'weights.damaged', /3 bytes/],
    ['anything else', Buffer.alloc(500, 7), 'weights.damaged', /header/]
  ])('is refused by what it is, whatever its name: %s', (_, bytes, code, words) => {
    const { remedy, ...told } = refusal(() => openCheckpoint(file('model.safetensors', bytes)))
    expect(told).toMatchObject({ code, cause: expect.stringMatching(words) })
    expect(remedy).not.toBe('')
  })

  // Its first eight bytes are a length, which may be any number.
  test.each([0x0280, 0x8b1f, 0x213c])('is not mistaken for one with a header of %i bytes', (length) => {
    const text = JSON.stringify({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }).padEnd(length)
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(BigInt(length))
    const path = file('length.safetensors', Buffer.concat([size, Buffer.from(text), Buffer.alloc(4)]))
    expect([...openCheckpoint(path).tensors.keys()]).toEqual(['a'])
  })

  test('is refused by its kind: folder, pipe, missing', () => {
    mkdirSync(at('folder.pt'))
    symlinkSync(at('nowhere'), at('link.pt'))
    for (const path of [at('folder.pt'), at('link.pt'), at('absent.pt'), '/dev/zero'])
      expect([path, refusal(() => openCheckpoint(path)).code]).toEqual([path, 'weights.missing'])
  })
})
