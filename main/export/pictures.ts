/**
 * The pictures of an export: latents decoded again. Those of a model that is not in use are never decoded: their chunks are shown as
 * stored, and every export says of which shots (`shotsAsStored`).
 */
import type { ChunkRecord } from '../../app/ledger/records.ts'
import { Failure } from '../../app/base/failure.ts'
import type { Project } from '../project/project.ts'
import { damaged } from '../store/failures.ts'
import type { StoredPast } from '../supervisor/work.ts'
import { rawInput, type FrameRate } from './formats.ts'

/**
 * Decodes one chunk's latents (f16 bytes) at full quality.
 * @returns RGB frames, 8 bits a channel, in display order
 */
export type Decode = (latents: Uint8Array, past: StoredPast) => Promise<readonly Uint8Array[]>

/** The master of a film, and what decodes it. */
export interface PictureSource {
  /** That decodes, `id@revision`; null: none, as the film's is not on this machine. */
  readonly model: string | null
  readonly decode: Decode
  readonly width: number
  readonly height: number
  /** Of one chunk of the model; others are not decoded. */
  readonly latentBytes: number
  /** Chunks before one that its pictures depend on. */
  readonly chunksBack: number
  readonly latentsPerChunk: number
  readonly framesPerChunk: number
  /** JPEGs of any size as RGB of this one. */
  readonly drawStored: (jpegs: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>
}

/** ffmpeg's arguments for reading these pictures. */
export const inputArgs = (pictures: PictureSource, fps: FrameRate): string[] =>
  rawInput(pictures.width, pictures.height, fps)

/** @throws Failure `project.damaged`, `export.no-pictures`, `memory.missing`, and whatever decoding throws */
export async function picturesOf(
  project: Project,
  chunk: ChunkRecord,
  pictures: PictureSource
): Promise<readonly Uint8Array[]> {
  if (isAsStored(project, chunk, pictures)) return storedPictures(project, chunk, pictures)
  const latents = project.latents(chunk.latents)
  if (latents === undefined)
    throw new Failure('export.no-pictures', 'The latents of a chunk are missing.', 'Make the shot again.')
  checkLatents(project, chunk, latents, pictures.latentBytes)
  return pictures.decode(latents, pastOf(project, chunk, pictures))
}

/** The chunks before one, whose latents are checked as its own are. */
const pastOf = (project: Project, chunk: ChunkRecord, pictures: PictureSource): StoredPast => ({
  hashes: project.latentsBefore(chunk.before, pictures),
  read: (hashes) =>
    hashes.flatMap((sha256) => {
      const bytes = project.latents(sha256)
      if (bytes === undefined) return [] // the engine says that it is missing
      checkLatents(project, chunk, bytes, pictures.latentBytes)
      return [{ sha256, bytes }]
    })
})

/**
 * Whether a chunk is shown as stored: another model's latents would become other pictures, or none. Of a model the latents stay what
 * they are from revision to revision: a film of an earlier one is shown by the later one's decoder.
 */
export function isAsStored(
  project: Pick<Project, 'take'>,
  { take }: ChunkRecord,
  { model }: Pick<PictureSource, 'model'>
): boolean {
  const made = project.take(take)?.model
  const nameOf = (said: string): string => said.split('@', 1)[0]!
  return made !== undefined && (model === null || nameOf(made) !== nameOf(model))
}

/** As many as a chunk of the model in use has, each shown when it would be: a chunk is as long in every model's film. */
async function storedPictures(
  project: Project,
  chunk: ChunkRecord,
  { drawStored, framesPerChunk }: PictureSource
): Promise<readonly Uint8Array[]> {
  const frames = project.frames(chunk.id)
  if (frames.length === 0)
    throw new Failure(
      'export.no-pictures',
      'A chunk has no stored pictures, and the model that made it is not in use.',
      'Choose that model for the film, or make the shot again.'
    )
  const drawn = await drawStored(frames)
  return Array.from({ length: framesPerChunk }, (_, at) => drawn[Math.floor((at * drawn.length) / framesPerChunk)]!)
}

/** Their hash says that they are what was stored; that this is one chunk, and numbers, a stranger's file need not have kept to. */
function checkLatents(project: Project, { take, index }: ChunkRecord, latents: Uint8Array, bytes: number): void {
  const broken = (what: string) => damaged(project.path, `the latents of chunk ${index + 1} of take ${take} ${what}`)
  if (latents.length !== bytes) throw broken(`have ${latents.length} bytes instead of ${bytes}`)
  if (!isFinite16(latents)) throw broken('are not all finite numbers')
}

/** Whether no f16 number (little-endian) is infinite or NaN: all bits of the exponent set (IEEE 754 §3.4). */
function isFinite16(bytes: Uint8Array): boolean {
  for (let high = 1; high < bytes.length; high += 2) if ((bytes[high]! & 0x7c) === 0x7c) return false
  return true
}
