/** Torch's files: those that torch itself wrote (torch/make.py), and broken ones. */
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../kernels/checkpoints/checkpoint.ts'
import { fromHalf } from '../../../kernels/weights/float16.ts'
import { openWeights, readFloats, type Weights } from '../../../kernels/weights/safetensors.ts'
import { encodeSafetensors } from '../kit/safetensors-writer.ts'
import { int, name, text, torchEntries, writeTorch } from './kit/torch-writer.ts'
import { writeZip, type EntryToWrite } from './kit/zip-writer.ts'
import { refusal } from '../../kit/refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'torch-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (file: string): string => join(folder, file)
const byTorch = (file: string): string => fileURLToPath(new URL(`torch/${file}`, import.meta.url))
const expected = JSON.parse(readFileSync(byTorch('expected.json'), 'utf8')) as Record<
  string,
  Record<string, [type: string, shape: number[], values: number[]]>
>
function writeAt(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, position)
  closeSync(file)
}
const row = (...values: number[]) => ({ dtype: 'F32', shape: [values.length], data: Float32Array.from(values) })

describe('what torch wrote', () => {
  test.each(Object.keys(expected))('is read as torch reads it: %s', (file) => {
    const { tensors, form } = openCheckpoint(byTorch(file))
    expect(form).toBe('torch')
    expect([...tensors.keys()].sort()).toEqual(Object.keys(expected[file]!).sort())
    for (const [name, [type, shape, values]] of Object.entries(expected[file]!)) {
      const tensor = tensors.get(name)!
      expect([name, tensor.shape]).toEqual([name, shape])
      if (!type.includes('float')) continue
      expect([name, ...tensor.read()]).toEqual([name, ...values.map(Math.fround)])
      expect([name, ...fromHalf(tensor.readHalf())]).toEqual([name, ...values.map((value) => Math.f16round(value))])
    }
  })

  test('is read by rows', () => {
    const weights = openCheckpoint(byTorch('types.pt')).tensors.get('float16')!
    const values = expected['types.pt']!.float16![2]
    expect([...weights.read({ first: 1, count: 2 })]).toEqual(values.slice(6, 18))
    expect([...weights.read({ first: 4, count: 0 })]).toEqual([])
    expect(() => weights.read({ first: 3, count: 2 })).toThrow(RangeError)
    expect([...openCheckpoint(byTorch('types.pt')).tensors.get('scalar')!.read()]).toEqual([2.5])
  })

  test('has its values in the file where a graph can point', () => {
    const { place, shape } = openCheckpoint(byTorch('types.pt')).tensors.get('float32')!
    const { path } = place!.source
    const entry = { name: 'x', dtype: 'F32', shape, ...place! } as const
    const weights: Weights = { path, metadata: new Map(), tensors: new Map([['x', entry]]) }
    expect([...readFloats(weights, 'x')]).toEqual(expected['types.pt']!.float32![2])
  })

  test.each([
    ['code.pt', 'weights.code', /posix\.system/],
    ['module.pt', 'weights.code', /torch\.nn\.modules\.container\.Sequential/],
    ['old.pt', 'weights.form', /before version 1\.6/],
    ['script.pt', 'weights.form', /TorchScript/],
    ['transposed.pt', 'weights.damaged', /order of its own/]
  ])('is refused, and nothing of it is run: %s', (file, code, words) => {
    const { cause, ...told } = refusal(() => openCheckpoint(byTorch(file)))
    expect(told.code).toBe(code)
    expect(cause).toMatch(words)
    expect(told.remedy).not.toBe('')
    expect(existsSync('throughline-was-here')).toBe(false)
  })
})

describe('a torch file', () => {
  const good = torchEntries({ a: row(1, 2, 3), b: row(4, 5) })
  const change = (end: string, to: Partial<EntryToWrite>): EntryToWrite[] =>
    good.map((entry) => (entry.name.endsWith(end) ? { ...entry, ...to } : entry))
  const pickled = (...body: Buffer[]): EntryToWrite[] =>
    change('data.pkl', { data: Buffer.concat([Buffer.of(0x80, 2), ...body, Buffer.from('.')]) })
  const pickle = good[0]!.data

  test('is read, whatever its folder is called', () => {
    writeZip(at('films/ä b.pt'.replace('/', '-')), torchEntries({ 'naïve 名': row(7) }, 'naïve 名/'))
    expect([...openCheckpoint(at('films-ä b.pt')).tensors.get('naïve 名')!.read()]).toEqual([7])
  })

  test.each<[string, EntryToWrite[], string, RegExp]>([
    ['a packed entry', change('data/1', { method: 8 }), 'weights.form', /compressed/],
    ['an encrypted entry', change('data/1', { flags: 1 }), 'weights.form', /encrypted/],
    ['another byte order', change('byteorder', { data: Buffer.from('big') }), 'weights.form', /byte order/],
    [
      'numbers that are missing',
      good.filter(({ name }) => !name.endsWith('data/1')),
      'weights.damaged',
      /"b".*missing/
    ],
    ['numbers cut short', change('data/1', { data: new Uint8Array(4) }), 'weights.damaged', /4 bytes instead of 8/],
    ['a name twice', [...good, good[1]!], 'weights.damaged', /twice/],
    ['two lists of tensors', [...good, { ...good[0]!, name: 'other/data.pkl' }], 'weights.form', /not one as torch/],
    ['no list of tensors', good.slice(1), 'weights.form', /not one as torch/],
    ['a call of eval', pickled(name('builtins', 'eval'), text('1')), 'weights.code', /builtins\.eval/],
    ['a name of every object', pickled(name('', 'constructor')), 'weights.code', /constructor/],
    ['an object given a state', pickled(name('argparse', 'Namespace')), 'weights.code', /argparse\.Namespace/],
    ['a call of a type', pickled(name('torch', 'FloatStorage'), Buffer.from(')R')), 'weights.damaged', /no function/],
    ['a call of a number', pickled(int(1), Buffer.from(')R')), 'weights.damaged', /no function/],
    ['an empty stack', pickled(), 'weights.damaged', /end as it should/],
    ['a tuple of nothing', pickled(Buffer.of(0x87)), 'weights.damaged', /not there/],
    ['a mark without its end', pickled(Buffer.from('()')), 'weights.damaged', /end as it should/],
    ['a reference to nothing', pickled(Buffer.from('h\x09')), 'weights.damaged', /refers to/],
    [
      'a text longer than the file',
      pickled(Buffer.from('X\xff\xff\xff\xff', 'latin1')),
      'weights.damaged',
      /too early/
    ],
    ['bytes after its end', change('data.pkl', { data: Buffer.concat([pickle, pickle]) }), 'weights.damaged', /end as/],
    ['instructions of other protocols', pickled(Buffer.of(0x93)), 'weights.damaged', /STACK_GLOBAL/]
  ])('is refused with %s', (_, entries, code, words) => {
    writeZip(at('bad.pt'), entries)
    const { cause, ...told } = refusal(() => openCheckpoint(at('bad.pt')))
    expect(cause).toMatch(words)
    expect(told.code).toBe(code)
  })

  const six = { dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }
  test.each([
    ['negative strides', { ...six, strides: [3, -1] }, /backwards/],
    ['transposed numbers', { ...six, strides: [1, 2] }, /order of its own/],
    ['a number repeated', { ...six, strides: [0, 0] }, /order of its own/],
    ['more numbers than stored', { ...six, offset: 1 }, /larger than what is stored/],
    ['a size that overflows', { ...six, shape: [2 ** 40, 2 ** 40] }, /larger than what is stored/],
    ['a negative offset', { ...six, offset: -1 }, /no valid place/],
    ['a negative size', { ...six, shape: [-2, 3] }, /no valid place/]
  ])('is refused with %s', (_, tensor, words) => {
    writeTorch(at('strides.pt'), { x: tensor })
    const { cause, code } = refusal(() => openCheckpoint(at('strides.pt')))
    expect([code, cause]).toEqual(['weights.damaged', expect.stringMatching(words)])
  })

  test('is refused when truncated anywhere', () => {
    const size = writeTorch(at('whole.pt'), { a: row(1, 2, 3) })
    const bytes = readFileSync(at('whole.pt'))
    for (let length = 0; length < size; length += 7) {
      writeFileSync(at('cut.pt'), bytes.subarray(0, length))
      expect([length, refusal(() => openCheckpoint(at('cut.pt'))).code]).toEqual([length, 'weights.damaged'])
    }
  })

  test('is refused when its entries overlap', () => {
    writeZip(at('over.pt'), good)
    const bytes = readFileSync(at('over.pt'))
    // The record of the second tensor is given the place of the first.
    const records = [0]
    for (let k = 0; k < 4; k++) records.push(bytes.indexOf(Buffer.of(0x50, 0x4b, 1, 2), records.at(-1)! + 1))
    bytes.copy(bytes, records[4]! + 42, records[3]! + 42, records[3]! + 46)
    bytes.copy(bytes, records[4]! + 20, records[3]! + 20, records[3]! + 28)
    writeFileSync(at('over.pt'), bytes)
    expect(refusal(() => openCheckpoint(at('over.pt'))).cause).toMatch(/lies over/)
  })

  test('is refused when its lists are cyclic', () => {
    const doubled = Array.from({ length: 40 }, () => Buffer.from('q\x00h\x00\x86', 'latin1'))
    writeZip(at('deep.pt'), pickled(Buffer.from(']'), ...doubled))
    expect(refusal(() => openCheckpoint(at('deep.pt'))).cause).toMatch(/without end/)
    writeZip(at('circle.pt'), pickled(Buffer.from(']q\x00(h\x00h\x00e', 'latin1')))
    expect(refusal(() => openCheckpoint(at('circle.pt'))).cause).toMatch(/without end/)
  })
})

describe('a file of over 4 GB', () => {
  // Holes take no space on disk, nor are they read.
  const hole = 4.5e9
  test('in the form of torch', () => {
    const [pickle, order, , second, version] = torchEntries({ large: row(0), small: row(1, 2, 3) })
    const entries = [pickle!, order!, { name: 'archive/x', data: Buffer.from('end'), hole }, second!, version!]
    const first = { name: 'archive/data/0', data: new Uint8Array(4) }
    expect(writeZip(at('large.pt'), [...entries, first], true)).toBeGreaterThan(hole)
    expect([...openCheckpoint(at('large.pt')).tensors.get('small')!.read()]).toEqual([1, 2, 3])
    rmSync(at('large.pt'))
  })

  test('in the form of safetensors', () => {
    const header = {
      large: { dtype: 'U8', shape: [hole], data_offsets: [0, hole] },
      small: { dtype: 'F32', shape: [1], data_offsets: [hole, hole + 4] }
    }
    const json = Buffer.from(JSON.stringify(header).padEnd(256))
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(256n)
    const start = Buffer.concat([length, json])
    writeFileSync(at('large.safetensors'), start)
    // A file of holes with the last number written by position.
    writeAt(at('large.safetensors'), start.length + hole, Buffer.from(Float32Array.of(9).buffer))
    const { tensors } = openCheckpoint(at('large.safetensors'))
    expect([...tensors.get('small')!.read()]).toEqual([9])
    expect(openWeights(at('large.safetensors')).tensors.get('large')!.bytes).toBe(hole)
    rmSync(at('large.safetensors'))
  })
})

test('both forms give the same', () => {
  const tensors = { a: row(1, 2), b: { dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) } }
  writeTorch(at('same.pt'), tensors)
  writeFileSync(at('same.safetensors'), encodeSafetensors(tensors))
  const [torch, safe] = ['same.pt', 'same.safetensors'].map((file) => [...openCheckpoint(at(file)).tensors.values()])
  const told = (list: typeof torch) => list!.map((each) => [each.name, each.dtype, each.shape, [...each.read()]])
  expect(told(torch)).toEqual(told(safe))
})
