/** Decodes a sound file of any kind that is imported, into plain samples. The file is a stranger's. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { audioHead, audioKind, type AudioKind } from '../../app/sound/audio-file.ts'
import { sampleRate } from '../../app/time.ts'
import type { Ffmpeg } from '../export/ffmpeg.ts'
import { runFfmpeg } from '../export/run-ffmpeg.ts'

const another = 'Choose a WAV, MP3, M4A, FLAC or OGG file.'

/**
 * Writes the samples of `path` to the new file `to`: 48 kHz, stereo, 16 bits, little-endian. ffmpeg is told what the file is
 * and reads nothing else; delays of encoders and edit lists are taken into account by it.
 * @param most samples that are decoded
 * @throws Failure `sound.type`, `sound.none`, `sound.damaged`, `sound.large`, `sound.unreadable`, `disk.full`, `export.cancelled`
 */
export async function decodeAudio(
  ffmpeg: Ffmpeg,
  path: string,
  to: string,
  most: number,
  signal?: AbortSignal
): Promise<void> {
  const kind = kindOf(path)
  const input = ['-protocol_whitelist', 'file', '-f', kind, '-i', `file:${resolve(path)}`]
  const form = ['-ar', String(sampleRate), '-c:a', 'pcm_s16le', '-f', 's16le']
  const args = ['-xerror', ...input, '-map', '0:a:0', '-af', filters(kind, most), ...form, `file:${to}`]
  try {
    await runFfmpeg(ffmpeg, args, [], signal)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'ffmpeg.failed') throw error
    const detail = String((error as Failure<'ffmpeg.failed'>).facts.detail)
    if (/matches no streams/.test(detail))
      throw new Failure('sound.none', `${path} has no sound in it.`, another, { path })
    throw new Failure('sound.damaged', `The sound in ${path} could not be read: ${detail}.`, another, { path, detail })
  }
}

/**
 * Beside pictures, sound may begin later than the file, and does so here, too; elsewhere the first sample is the beginning,
 * whatever its time stamp. Mono goes to both sides as loud as it is: `-ac 2` would take 3 dB.
 */
const filters = (kind: AudioKind, most: number): string =>
  [
    `aresample=${sampleRate}${kind === 'mov' ? ':async=1:first_pts=0' : ''}`,
    ...['aformat=channel_layouts=mono|stereo', 'pan=stereo|FL=FL+FC|FR=FR+FC'],
    `atrim=end_sample=${most}`
  ].join(',')

/** @throws Failure `sound.*` */
function kindOf(path: string): AudioKind {
  const kind = audioKind(headOf(path))
  if (kind) return kind
  throw new Failure('sound.type', `${path} is no sound file that can be imported.`, another, { path })
}

function headOf(path: string): Uint8Array {
  try {
    if (!statSync(path).isFile()) throw unreadable(path) // a pipe could block for ever, a device never end
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = fstatSync(file)
      if (!found.isFile()) throw unreadable(path)
      if (found.size > limits.audioFile)
        throw new Failure('sound.large', `${path} is larger than 4 GB.`, 'Shorten it, or divide it.', { path })
      const head = new Uint8Array(audioHead)
      return head.subarray(0, readSync(file, head, 0, head.length, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(path)
  }
}

const unreadable = (path: string): Failure =>
  new Failure('sound.unreadable', `${path} could not be read.`, 'Check that it is still there.', { path })
