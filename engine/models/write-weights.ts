/** Writes tensors into a .safetensors file in half precision, some rows at a time: neither file need fit into memory. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { derivedTensor, elementsOf, rowsOf, type LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import type { Following } from '../files/sha256.ts'
import type { Lora } from './lora.ts'
import { pairsFor, type Merger } from './merge.ts'

/** Elements converted at once, unless a row is longer: 16 MB as float32. */
const piece = 1 << 22

export interface Merging {
  readonly loras: readonly Lora[]
  readonly merger: Merger
}

/** Size of the file that `writeHalves` writes. */
export const bytesOfHalves = (tensors: readonly LazyTensor[]): number =>
  headerOf(tensors).length + tensors.reduce((sum, { shape }) => sum + 2 * elementsOf(shape), 0)

/**
 * @param path of the new file
 * @param merging LoRAs that are added to the tensors for which they have updates; such a tensor is held whole
 * @returns SHA-256 in hex of what was written
 * @throws Failure of reading: `weights.*`; `runtime.run`; of writing what the system says; when aborted, the signal's reason
 */
export async function writeHalves(
  path: string,
  tensors: readonly LazyTensor[],
  merging: Merging | null,
  { signal, done }: Following = {}
): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  const write = async (bytes: Uint8Array): Promise<void> => {
    signal?.throwIfAborted()
    hash.update(bytes)
    await file.writeFile(bytes)
    done?.(bytes.length)
  }
  try {
    await write(headerOf(tensors))
    for (const tensor of tensors) {
      const values =
        merging && pairsFor(tensor.name, merging.loras).length > 0 ? await mergedOf(tensor, merging) : tensor
      for (const rows of piecesOf(tensor)) await write(littleEndian(values.readHalf(rows)))
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

async function mergedOf(tensor: LazyTensor, { merger }: Merging): Promise<LazyTensor> {
  const sum = await merger.read(tensor)
  const { width } = rowsOf(tensor.shape)
  const path = tensor.place?.source.path ?? tensor.name
  return derivedTensor(tensor, path, ({ first, count }) => sum.subarray(first * width, (first + count) * width))
}

function* piecesOf({ shape }: LazyTensor): Generator<{ first: number; count: number }> {
  const { rows, width } = rowsOf(shape)
  const most = Math.max(1, Math.floor(piece / Math.max(width, 1)))
  for (let first = 0; first < rows; first += most) yield { first, count: Math.min(most, rows - first) }
}

/** Length and table of contents. Padded with blanks, so that the numbers begin at a multiple of 64. */
function headerOf(tensors: readonly LazyTensor[]): Uint8Array {
  const table: Record<string, object> = {}
  let at = 0
  for (const { name, shape } of tensors) {
    const end = at + 2 * elementsOf(shape)
    table[name] = { dtype: 'F16', shape, data_offsets: [at, end] }
    at = end
  }
  const json = Buffer.from(JSON.stringify(table))
  const header = Buffer.alloc(Math.ceil((8 + json.length) / 64) * 64, ' ')
  header.writeBigUInt64LE(BigInt(header.length - 8))
  json.copy(header, 8)
  return header
}

const littleEndian = (halves: Uint16Array): Uint8Array =>
  new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength)
