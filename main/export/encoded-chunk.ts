/** Encoded chunks cached in the project: exporting an unchanged film only joins them. */
import { Failure } from '../../app/base/failure.ts'
import type { Project } from '../project/project.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { chunkArgs } from './formats.ts'
import type { ChunkFootage } from './reel.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export interface EncodedChunk {
  /** H.264, Annex B, beginning with its parameter sets and a key frame. */
  readonly bytes: Uint8Array
  readonly reused: boolean
  /** It is cached in the project. */
  readonly kept: boolean
}

interface EncodeOptions {
  readonly fps: number
  readonly ffmpeg: Ffmpeg
  readonly signal?: AbortSignal | undefined
  /** Ignores and replaces cached chunks. */
  readonly anew: boolean
}

/** Cache version (main/store/tables/encoded.ts): entries of other versions are not used. */
const keptAs = 3

/** The cache key: everything that determines the bytes. Each size is encoded separately. */
function keyOf({ key, input, resize }: ChunkFootage, { fps }: EncodeOptions): string {
  const all = [keptAs, ...key, input(fps), chunkArgs(resize)]
  return sha256(Buffer.from(JSON.stringify(all)))
}

/** The encoded video of one chunk, from the cache, else encoded and (where possible) cached. */
export async function encodedChunkOf(project: Project, chunk: ChunkFootage, how: EncodeOptions): Promise<EncodedChunk> {
  const key = keyOf(chunk, how)
  const kept = how.anew ? undefined : project.encoded(key)
  if (kept) return { bytes: kept, reused: true, kept: true }
  const args = [...chunk.input(how.fps), ...chunkArgs(chunk.resize)]
  const bytes = await runFfmpeg(how.ffmpeg, args, await chunk.frames(), how.signal)
  return { bytes, reused: false, kept: keep(project, key, bytes) }
}

/** A film can be exported to another disk even when its own is full or read-only: then nothing is cached. */
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
