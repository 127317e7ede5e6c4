/** Writes zip files of stored entries by position, so that entries of many GB cost no space (PKWARE APPNOTE 6.3.10). */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'

export interface EntryToWrite {
  readonly name: string
  readonly data: Uint8Array
  /** Bytes before `data`, not written: zeros that take no space. */
  readonly hole?: number
  readonly method?: number
  readonly flags?: number
}

/** Sizes in 64 bits, as a file of over 4 GB has them. */
const wide = 0xffffffff

/** @returns the file's size */
export function writeZip(path: string, entries: readonly EntryToWrite[], zip64 = false): number {
  const file = openSync(path, 'w')
  let at = 0
  const put = (bytes: Uint8Array): void => {
    writeSync(file, bytes, 0, bytes.length, at)
    at += bytes.length
  }
  const records: Buffer[] = []
  for (const { name, data, hole = 0, method = 0, flags = 0x800 } of entries) {
    const [label, size, header] = [Buffer.from(name), hole + data.length, at]
    // As torch does: the content begins at a multiple of 64.
    const pad = (64 - ((header + 34 + label.length) % 64)) % 64
    const extra = Buffer.concat([numbers([2, 0x4246], [2, pad]), Buffer.alloc(pad)])
    const fields = (length: number): [number, number][] => [
      ...([
        [2, flags],
        [2, method],
        [4, 0],
        [4, 0]
      ] as [number, number][]),
      ...([
        [4, length],
        [4, length],
        [2, label.length]
      ] as [number, number][])
    ]
    put(numbers([4, 0x04034b50], [2, 20], ...fields(zip64 ? wide : size), [2, extra.length]))
    put(label)
    put(extra)
    at += hole
    put(data)
    const long = zip64 ? numbers([2, 1], [2, 24], [8, size], [8, size], [8, header]) : Buffer.alloc(0)
    const place: [number, number][] = [
      [2, long.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, zip64 ? wide : header]
    ]
    records.push(numbers([4, 0x02014b50], [2, 20], [2, 20], ...fields(zip64 ? wide : size), ...place), label, long)
  }
  const [table, directory] = [at, Buffer.concat(records)]
  put(directory)
  const count = entries.length
  if (zip64) {
    const end = at
    const sizes: [number, number][] = [
      [8, count],
      [8, count],
      [8, directory.length],
      [8, table]
    ]
    put(numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], ...sizes))
    put(numbers([4, 0x07064b50], [4, 0], [8, end], [4, 1]))
  }
  const [shown, length, offset] = zip64 ? [0xffff, wide, wide] : [count, directory.length, table]
  put(numbers([4, 0x06054b50], [2, 0], [2, 0], [2, shown], [2, shown], [4, length], [4, offset], [2, 0]))
  ftruncateSync(file, at)
  closeSync(file)
  return at
}

/** Little-endian numbers: bytes and value of each. */
function numbers(...fields: readonly (readonly [number, number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(8)
      field.writeBigUInt64LE(BigInt(value))
      return field.subarray(0, bytes)
    })
  )
}
