/** What tells a sound file and the parts of a stored sound, from bytes of strangers. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { audioHead, audioKind } from '../../../app/sound/audio-file.ts'
import { isPiece, parseRecord, recordBytes } from '../../../app/sound/stored-audio.ts'
import { WaveformMaker, waveformBytes } from '../../../app/sound/waveform.ts'
import { sample } from '../../../app/time.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  ['RIFF\x10\0\0\0WAVE', 'wav'],
  ['RF64\xff\xff\xff\xffWAVE', 'wav'],
  ['fLaC\0\0\0\x22', 'flac'],
  ['OggS\0\x02', 'ogg'],
  ['\0\0\0\x20ftypM4A ', 'mov'],
  ['ID3\x03\0', 'mp3'],
  ['\xff\xfb\x90\x64', 'mp3'],
  ['\xff\xf1\x50\x80', null],
  ['RIFF\x10\0\0\0WEBP', null],
  ['#EXTM3U\nhttp:', null],
  ['ffconcat ver', null],
  ['', null]
])('%j is %s', (head, kind) => expect(audioKind(bytes(head))).toBe(kind))

test('any bytes are told or refused, and never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (some) => {
      audioKind(some.subarray(0, audioHead))
      expect(isPiece(some)).toBe(false)
      expect(parseRecord(some)).toBeNull()
    })
  )
})

test('a record is read as it was written; one with too few pieces is none', () => {
  const record = { samples: sample(3_000_000), pieces: ['a'.repeat(64), 'b'.repeat(64)], waveform: 'c'.repeat(64) }
  expect(parseRecord(recordBytes(record))).toEqual(record)
  expect(parseRecord(recordBytes({ ...record, pieces: record.pieces.slice(1) }))).toBeNull()
  expect(parseRecord(recordBytes({ ...record, samples: sample(2 * 3_600 * 48_000 + 1) }))).toBeNull()
})

test('a waveform holds the extremes of every 256 samples, then of four such', () => {
  const pcm = new Int16Array(2 * 256 * 5 + 2)
  pcm[2 * 300] = 32_767
  pcm[2 * 700 + 1] = -32_768
  pcm[2 * 1_280] = 2_560
  const maker = new WaveformMaker()
  maker.add(pcm.subarray(0, 700))
  maker.add(pcm.subarray(700))
  const finest = [0, 0, 0, 127, -128, 0, 0, 0, 0, 0, 0, 10]
  expect([...maker.finish()]).toEqual([...finest, -128, 127, 0, 10, -128, 127])
  expect(waveformBytes(256 * 5 + 1)).toBe(18)
})
