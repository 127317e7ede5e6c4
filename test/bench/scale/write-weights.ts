/** Writes random weights of any size as a .safetensors file in half precision, a tensor at a time. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Shapes } from '../../engine/models/kit/model-files.ts'
import { drawer, spreadOf } from '../../engine/models/kit/drawn-halves.ts'

/** @returns the file's SHA-256 and its bytes */
export function writeRandomWeights(path: string, shapes: Shapes): { sha256: string; bytes: number } {
  const draw = drawer(23)
  const header: Record<string, unknown> = {}
  let at = 0
  for (const [name, shape] of Object.entries(shapes)) {
    const size = 2 * shape.reduce((a, b) => a * b, 1)
    header[name] = { dtype: 'F16', shape, data_offsets: [at, at + size] }
    at += size
  }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  const hash = createHash('sha256')
  const file = openSync(path, 'w')
  const put = (bytes: Uint8Array): void => {
    hash.update(bytes)
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
  }
  try {
    for (const part of [length, json]) put(part)
    for (const [name, shape] of Object.entries(shapes)) {
      const { buffer, byteOffset, byteLength } = draw(shape, ...spreadOf(name, shape))
      put(new Uint8Array(buffer, byteOffset, byteLength))
    }
  } finally {
    closeSync(file)
  }
  return { sha256: hash.digest('hex'), bytes: at + 8 + json.length }
}
