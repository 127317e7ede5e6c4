/** Tells what a sound file is from its first bytes, so that no decoder has to guess. */

/** By the name of the reader in ffmpeg that is told to read it. */
export type AudioKind = 'wav' | 'mp3' | 'mov' | 'flac' | 'ogg'

/** How many first bytes decide. */
export const audioHead = 12

const says = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/** Null when it is none of those that are imported: WAV, MP3, M4A (also MP4 and MOV), FLAC, OGG. */
export function audioKind(head: Uint8Array): AudioKind | null {
  if ((says(head, 0, 'RIFF') || says(head, 0, 'RF64')) && says(head, 8, 'WAVE')) return 'wav'
  if (says(head, 0, 'fLaC')) return 'flac'
  if (says(head, 0, 'OggS')) return 'ogg'
  if (says(head, 4, 'ftyp')) return 'mov'
  return says(head, 0, 'ID3') || isMp3Frame(head) ? 'mp3' : null
}

/** ISO/IEC 11172-3, 2.4.2.3: eleven bits set, then a version, layer III, a bit rate and a sampling rate that exist. */
function isMp3Frame([first, second = 0, third = 0]: Uint8Array): boolean {
  const isSync = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08
  return isSync && (second & 0x06) === 0x02 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c
}
