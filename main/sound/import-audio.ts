/** Imports a sound file: decoded once, stored as FLAC in pieces, with its waveform. */
import { mkdtempSync, rmSync } from 'node:fs'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { audioId, type AudioId } from '../../app/ids.ts'
import { channels } from '../../app/sound/mix.ts'
import { audioTypes, recordBytes, type AudioRecord } from '../../app/sound/stored-audio.ts'
import { WaveformMaker } from '../../app/sound/waveform.ts'
import { sample, sampleRate } from '../../app/time.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import type { Ffmpeg } from '../export/ffmpeg.ts'
import { runFfmpeg } from '../export/run-ffmpeg.ts'
import type { Project } from '../project/project.ts'
import type { Asset } from '../store/tables/assets.ts'
import { decodeAudio } from './decode-audio.ts'

export interface Imported extends AudioRecord {
  readonly id: AudioId
  /** Its record and waveform, to be stored together with the edit that brings it in. The pieces are stored already. */
  readonly assets: readonly Asset[]
}

const bytesPerSample = channels * 2

/**
 * Decodes a sound file into a folder for temporary files and stores it piece by piece, so that no more than a minute of it
 * is ever in memory. Importing it again stores nothing twice.
 * @param most samples that it may have; tests pass fewer
 * @throws Failure `sound.*`, `ffmpeg.*`, `disk.full`, `export.cancelled`, and why the film could not be saved
 */
export async function importAudio(
  project: Project,
  ffmpeg: Ffmpeg,
  path: string,
  { signal, most = limits.audioSamples }: { readonly signal?: AbortSignal; readonly most?: number } = {}
): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  try {
    const raw = join(folder, 'samples')
    await decodeAudio(ffmpeg, path, raw, most + 1, signal)
    const file = await open(raw)
    try {
      const samples = Math.floor((await file.stat()).size / bytesPerSample)
      if (samples > most)
        throw new Failure('sound.long', `The sound in ${path} is too long.`, 'Shorten it, or divide it.', { path })
      if (samples === 0)
        throw new Failure('sound.empty', `There is no sound in ${path}.`, 'Choose another file.', { path })
      return await stored(project, ffmpeg, { file, folder, samples }, signal)
    } finally {
      await file.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Decoded {
  readonly file: FileHandle
  readonly folder: string
  readonly samples: number
}

async function stored(
  project: Project,
  ffmpeg: Ffmpeg,
  { file, folder, samples }: Decoded,
  signal?: AbortSignal
): Promise<Imported> {
  const pieces: string[] = []
  const waveform = new WaveformMaker()
  for (let from = 0; from < samples; from += limits.audioPiece) {
    const pcm = Buffer.alloc(Math.min(limits.audioPiece, samples - from) * bytesPerSample)
    await file.read(pcm, 0, pcm.length, from * bytesPerSample)
    waveform.add(new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2))
    const bytes = await flac(ffmpeg, pcm, join(folder, 'piece'), signal)
    pieces.push(project.keepAsset({ type: audioTypes.piece, bytes }))
  }
  const points: Asset = { type: audioTypes.waveform, bytes: new Uint8Array(waveform.finish().buffer) }
  const record = { samples: sample(samples), pieces, waveform: sha256(points.bytes) }
  const bytes = recordBytes(record)
  return { ...record, id: audioId(sha256(bytes)), assets: [points, { type: audioTypes.record, bytes }] }
}

/** Through a file: only there does the encoder go back to note the length in the head. */
async function flac(ffmpeg: Ffmpeg, pcm: Buffer, path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const input = ['-f', 's16le', '-ar', String(sampleRate), '-ac', String(channels), '-i', 'pipe:0']
  const output = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-c:a', 'flac', '-f', 'flac']
  await runFfmpeg(ffmpeg, [...input, ...output, `file:${path}`], [pcm], signal)
  return new Uint8Array(await readFile(path))
}
