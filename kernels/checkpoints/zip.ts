/** The directory of a zip file (PKWARE APPNOTE 6.3.10, with zip64). torch does not compress entries, so an entry is a range of the file. */
import type { ByteSource } from '../weights/byte-source.ts'
import { damaged, foreign, quoted } from '../weights/refusal.ts'

/** An entry: `bytes` from `offset` in the file are its content. */
export interface ZipEntry {
  readonly name: string
  readonly offset: number
  readonly bytes: number
  /** Whether the content is compressed and cannot be read directly. */
  readonly packed: boolean
}

/** A checkpoint has about a thousand entries of about 100 bytes. */
const mostTableBytes = 2 ** 24
const tailBytes = 22 + 0xffff
const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50 }
/** Value of a 32-bit field whose real value is in the zip64 record. */
const elsewhere = 0xffffffff

interface Table {
  readonly offset: number
  readonly bytes: number
  readonly count: number
}

/**
 * @throws Failure `weights.damaged` for an invalid zip: truncated, entries outside the file, overlapping or with duplicate
 * names; `weights.form` for encrypted ones
 */
export function zipEntries(source: ByteSource): ReadonlyMap<string, ZipEntry> {
  const table = findTable(source)
  const { path } = source
  if (table.bytes > mostTableBytes) throw damaged(path, `its list of contents has ${table.bytes} bytes`)
  const records = source.read(table.offset, table.bytes)
  const entries = new Map<string, ZipEntry>()
  let at = 0
  for (let k = 0; k < table.count; k++) {
    const record = parseRecord(path, records, at)
    at = record.end
    if (record.name.endsWith('/') && record.bytes === 0) continue
    if (entries.has(record.name)) throw damaged(path, `it holds ${quoted(record.name)} twice`)
    entries.set(record.name, locate(source, record, table.offset))
  }
  if (at !== table.bytes) throw damaged(path, 'its list of contents is longer than what it lists')
  refuseOverlaps(path, [...entries.values()])
  return entries
}

/** Position of the central directory, from the end of the file. */
function findTable(source: ByteSource): Table {
  const { path, size } = source
  const start = Math.max(0, size - tailBytes)
  const tail = source.read(start, size - start)
  let at = tail.length - 22
  while (at >= 0 && !(tail.readUInt32LE(at) === signatures.end && at + 22 + tail.readUInt16LE(at + 20) === tail.length))
    at--
  if (at < 0) throw damaged(path, 'its end is missing')
  const table = zip64Table(source, start + at) ?? {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16)
  }
  if (table.count > table.bytes / 46) throw damaged(path, 'its list of contents is shorter than what it lists')
  if (table.offset + table.bytes > start + at) throw damaged(path, 'its list of contents is outside the file')
  return table
}

/** The zip64 record for sizes over 4 GB, found by a locator before the end; null where there is none. */
function zip64Table(source: ByteSource, end: number): Table | null {
  if (end < 20) return null
  const locator = source.read(end - 20, 20)
  if (locator.readUInt32LE(0) !== signatures.locator) return null
  const offset = safe(source.path, locator, 8)
  if (offset + 56 > end - 20) throw damaged(source.path, 'its zip64 record is outside the file')
  const record = source.read(offset, 56)
  if (record.readUInt32LE(0) !== signatures.end64) throw damaged(source.path, 'its zip64 record is missing')
  return {
    count: safe(source.path, record, 32),
    bytes: safe(source.path, record, 40),
    offset: safe(source.path, record, 48)
  }
}

interface TableRecord {
  readonly name: string
  readonly bytes: number
  readonly packed: boolean
  readonly header: number
  /** Where the next record begins. */
  readonly end: number
}

function parseRecord(path: string, records: Buffer, at: number): TableRecord {
  if (at + 46 > records.length || records.readUInt32LE(at) !== signatures.entry)
    throw damaged(path, 'its list of contents is broken')
  const [flags, method] = [records.readUInt16LE(at + 8), records.readUInt16LE(at + 10)]
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => records.readUInt16LE(at + field))
  const extra = at + 46 + nameLength!
  const end = extra + extraLength! + commentLength!
  if (end > records.length) throw damaged(path, 'its list of contents is broken')
  const name = records.toString('utf8', at + 46, extra)
  if (flags & 1) throw foreign(path, 'is encrypted', 'Unpack it, or fetch it from its maker.')
  const sizes = zip64Sizes(path, records.subarray(extra, extra + extraLength!), [
    records.readUInt32LE(at + 24),
    records.readUInt32LE(at + 20),
    records.readUInt32LE(at + 42)
  ])
  const [content, bytes, header] = sizes
  const packed = method !== 0
  if (!packed && content !== bytes) throw damaged(path, `${quoted(name)} has two sizes`)
  return { name, bytes: bytes!, packed, header: header!, end }
}

/** Sizes and header offset that do not fit in 32 bits are in an extra field, in this order. */
function zip64Sizes(path: string, extra: Buffer, fields: readonly number[]): readonly number[] {
  if (!fields.includes(elsewhere)) return fields
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const long = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    let next = 0
    return fields.map((field) => {
      if (field !== elsewhere) return field
      if (next + 8 > long.length) throw damaged(path, 'a size over 4 GB is missing')
      next += 8
      return safe(path, long, next - 8)
    })
  }
  throw damaged(path, 'a size over 4 GB is missing')
}

/** The content begins after the entry's local header, whose extra field pads it to an alignment. */
function locate(source: ByteSource, { name, bytes, packed, header }: TableRecord, tableOffset: number): ZipEntry {
  if (header + 30 > tableOffset) throw damaged(source.path, `${quoted(name)} is outside the file`)
  const local = source.read(header, 30)
  if (local.readUInt32LE(0) !== signatures.local)
    throw damaged(source.path, `${quoted(name)} is not where it should be`)
  const offset = header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (offset + bytes > tableOffset) throw damaged(source.path, `${quoted(name)} is outside the file`)
  return { name, offset, bytes, packed }
}

function refuseOverlaps(path: string, entries: ZipEntry[]): void {
  entries.sort((a, b) => a.offset - b.offset || a.bytes - b.bytes)
  for (let k = 1; k < entries.length; k++)
    if (entries[k]!.offset < entries[k - 1]!.offset + entries[k - 1]!.bytes)
      throw damaged(path, `${quoted(entries[k]!.name)} lies over ${quoted(entries[k - 1]!.name)}`)
}

/** A 64-bit field. */
function safe(path: string, bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at))
  if (!Number.isSafeInteger(value)) throw damaged(path, 'it names a place that no disk has')
  return value
}
