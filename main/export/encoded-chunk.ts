/** A chunk encoded once: kept in the project, so that exporting an unchanged film is only joining. */
import { Failure } from '../../app/base/failure.ts'
import type { PictureScale } from '../../app/exchange/formats.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { Project } from '../project/project.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { chunkArgs } from './formats.ts'
import { inputArgs, picturesOf, type Pictures } from './pictures.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export interface EncodedChunk {
  /** H.264, Annex B, beginning with its parameter sets and a key frame. */
  readonly bytes: Uint8Array
  readonly reused: boolean
  /** In the project for next time. */
  readonly kept: boolean
}

interface EncodeOptions {
  readonly fps: number
  readonly scale: PictureScale
  readonly ffmpeg: Ffmpeg
  readonly signal?: AbortSignal | undefined
  /** What is kept is not asked for, and replaced. */
  readonly anew: boolean
}

/** Of how encoded chunks are kept (main/store/tables/encoded.ts): those kept otherwise are not found. */
const keptAs = 2

/** Everything that decides the bytes: each size is encoded for itself, kept side by side. */
function keyOf(chunk: ChunkRecord, pictures: Pictures, { fps, scale }: EncodeOptions): string {
  const all = [keptAs, chunk.latents, pictures.from, inputArgs(pictures, fps), chunkArgs(scale)]
  return sha256(Buffer.from(JSON.stringify(all)))
}

/** The encoded video of one chunk, from the project if it is kept there, else made and (where that is allowed) kept. */
export async function encodedChunkOf(
  project: Project,
  chunk: ChunkRecord,
  pictures: Pictures,
  how: EncodeOptions
): Promise<EncodedChunk> {
  const key = keyOf(chunk, pictures, how)
  const kept = how.anew ? undefined : project.encoded(key)
  if (kept) return { bytes: kept, reused: true, kept: true }
  const frames = await picturesOf(project, chunk, pictures)
  const args = [...inputArgs(pictures, how.fps), ...chunkArgs(how.scale)]
  const bytes = await runFfmpeg(how.ffmpeg, args, frames, how.signal)
  return { bytes, reused: false, kept: keep(project, key, bytes) }
}

/** A film can be exported to another disk even when the project's own is full or read-only: then nothing is kept. */
function keep(project: Project, key: string, bytes: Uint8Array): boolean {
  if (project.readOnly !== null) return false
  try {
    project.keepEncoded(key, bytes)
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === 'disk.full') return false
    throw error
  }
}
