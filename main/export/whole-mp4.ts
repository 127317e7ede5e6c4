/**
 * Detects a truncated MP4. ffmpeg exits with 0 even if the last bytes of a short film, buffered until it closes the file,
 * did not fit on the disk (seen with 5.1).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Failure } from '../../app/base/failure.ts'

/** Box header: 32-bit size and four letters; size 1 = a 64-bit size follows (ISO/IEC 14496-12 §4.2). */
const headerBytes = 16

/** @throws Failure `disk.full` when a box exceeds the end of the file, or the index or the pictures are missing */
export function checkWholeMp4(path: string): void {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const found = new Set<string>()
    const header = Buffer.alloc(headerBytes)
    let at = 0
    while (at < size) {
      if (readSync(file, header, 0, headerBytes, at) < 8) break
      const short = header.readUInt32BE(0)
      found.add(header.toString('latin1', 4, 8))
      const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short
      if (length < 8) break
      at += length
    }
    if (at !== size || !found.has('moov') || !found.has('mdat')) throw cutOff()
  } finally {
    closeSync(file)
  }
}

const cutOff = (): Failure =>
  new Failure(
    'disk.full',
    'The film was cut off while it was written: most likely the disk is full.',
    'Free some space and export again.'
  )
