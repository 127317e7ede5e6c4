/** Where the pictures of an export come from: latents decoded again, or the stored JPEGs; never one in place of the other unasked. */
import type { ChunkRecord } from '../../app/ledger/records.ts'
import { Failure } from '../../app/contract/failure.ts'
import type { Project } from '../project/project.ts'
import { jpegInput, rawInput } from './formats.ts'

/** Decodes one chunk's latents (f16 bytes) at full quality. @returns RGB frames, 8 bits a channel, in display order */
export type Decode = (latents: Uint8Array) => Promise<readonly Uint8Array[]>

/** `latents` is the master and the choice for a film that is kept; `stored` is the pictures as first shown, without an engine. */
export type Pictures =
  | { readonly from: 'latents'; readonly decode: Decode; readonly width: number; readonly height: number }
  | { readonly from: 'stored' }

/** ffmpeg's arguments for reading these pictures. */
export const inputArgs = (pictures: Pictures, fps: number): string[] =>
  pictures.from === 'latents' ? rawInput(pictures.width, pictures.height, fps) : jpegInput(fps)

/** @throws Failure `project.damaged`, `export.no-pictures`, and whatever decoding throws */
export async function picturesOf(
  project: Project,
  chunk: ChunkRecord,
  pictures: Pictures
): Promise<readonly Uint8Array[]> {
  if (pictures.from === 'latents') {
    const latents = project.latents(chunk.latents)
    if (latents) return pictures.decode(latents)
  }
  const frames = project.frames(chunk.id)
  if (pictures.from === 'stored' && frames.length > 0) return frames
  throw new Failure(
    'export.no-pictures',
    pictures.from === 'stored' ? 'A chunk has no stored pictures.' : 'The latents of a chunk are missing.',
    pictures.from === 'stored'
      ? 'Export from latents instead.'
      : 'Export the stored pictures instead, or make the shot again.'
  )
}
