/** 10,000 damaged files: each is refused in words or read; never more is asked of the file than it has. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { readCheckpoint } from '../../../kernels/checkpoints/checkpoint.ts'
import { unscaled } from '../../../kernels/checkpoints/scaled.ts'
import { encodeSafetensors } from '../kit/safetensors-writer.ts'
import { memorySource } from './kit/memory-source.ts'
import { torchEntries, writeTorch } from './kit/torch-writer.ts'
import { writeZip } from './kit/zip-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tensors = {
  'x.weight': { dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  y: { dtype: 'F16', shape: [4], data: Uint16Array.of(1, 2, 3, 4) },
  z: { dtype: 'BF16', shape: [], data: Uint16Array.of(0x3f80) }
}
const eight = { dtype: 'F8_E4M3', shape: [4], data: Uint8Array.of(1, 2, 3, 4) }
const scale = { dtype: 'F32', shape: [1], data: Float32Array.of(2) }
const written = (write: (path: string) => unknown): Buffer => {
  write(join(folder, 'seed'))
  return readFileSync(join(folder, 'seed'))
}
const seeds: readonly Buffer[] = [
  Buffer.from(encodeSafetensors({ ...tensors, 'f.weight': eight, 'f.weight_scale': scale }, { by: 'test' })),
  written((path) => writeTorch(path, { generator: { model: tensors }, step: 5 })),
  written((path) => writeZip(path, torchEntries(tensors), true)),
  ...['types.pt', 'nested.pt', 'code.pt', 'script.pt'].map((name) =>
    readFileSync(fileURLToPath(new URL(`torch/${name}`, import.meta.url)))
  )
]

/** Numbers that formats trip over. */
const odd = [0, 1, 0x7f, 0x80, 0xff, 0x28, 0x2e, 0x52, 0x63, 0x68, 0x71, 0x74, 0x75, 0x7d, 0x85, 0x8a]
const mutated = fc
  .record({
    seed: fc.nat(seeds.length - 1),
    edits: fc.array(
      fc.record({
        at: fc.nat(2 ** 20),
        kind: fc.constantFrom('byte', 'word', 'cut', 'insert', 'copy'),
        value: fc.oneof(fc.nat(255), fc.constantFrom(...odd)),
        from: fc.nat(2 ** 20)
      }),
      { minLength: 1, maxLength: 4 }
    )
  })
  .map(({ seed, edits }) => {
    let bytes: Buffer = Buffer.from(seeds[seed]!)
    for (const { at, kind, value, from } of edits) {
      const place = at % (bytes.length + 1)
      if (kind === 'byte') bytes[place] = value
      else if (kind === 'word') bytes.fill(value, place, Math.min(place + 4, bytes.length))
      else if (kind === 'cut') bytes = bytes.subarray(0, place)
      else if (kind === 'insert')
        bytes = Buffer.concat([bytes.subarray(0, place), Buffer.of(value), bytes.subarray(place)])
      else bytes.copyWithin(place, from % (bytes.length + 1), (from % (bytes.length + 1)) + 16)
    }
    return bytes
  })

test('10,000 damaged files crash no reader', () => {
  let refused = 0
  fc.assert(
    fc.property(mutated, (bytes) => {
      const source = memorySource(bytes)
      try {
        for (const tensor of unscaled(source.path, readCheckpoint(source).tensors).values()) {
          expect(tensor.place === null || tensor.place.offset + tensor.place.bytes <= bytes.length).toBe(true)
          if (/F/.test(tensor.dtype)) tensor.read()
        }
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        expect([error.code, error.cause, error.remedy]).not.toContain('')
        expect(error.code).toMatch(/^weights\./)
        expect(error.message.length).toBeLessThan(1000)
        refused++
      }
      // Tables are read about once each; views may read the same numbers again, and so a few times the file in all.
      expect(source.asked).toBeLessThanOrEqual(8 * bytes.length + 1024)
    }),
    { seed: 7, numRuns: 10_000 }
  )
  expect(refused).toBeGreaterThan(3000)
})
