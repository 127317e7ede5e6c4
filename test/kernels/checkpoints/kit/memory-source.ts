/** A file that is only in memory, and counts what is asked of it. */
import { demandInside, type ByteSource } from '../../../../kernels/weights/byte-source.ts'

export interface CountedSource extends ByteSource {
  /** Bytes, of all reads together. */
  asked: number
}

export function memorySource(bytes: Uint8Array, path = 'in memory'): CountedSource {
  const source = {
    path,
    size: bytes.length,
    asked: 0,
    read(offset: number, length: number): Buffer<ArrayBuffer> {
      demandInside(path, bytes.length, offset, length)
      source.asked += length
      return Buffer.from(new Uint8Array(bytes.subarray(offset, offset + length)).buffer)
    }
  }
  return source
}
