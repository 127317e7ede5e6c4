/** All that writing a film takes, put together in one place for the window and the command line. */
import type { PictureScale } from '../../app/exchange/formats.ts'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import type { Card } from '../../app/film/film.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { filmChunks } from './film-chunks.ts'
import type { FilmExport } from './film-mp4.ts'
import type { Decode, PictureSource } from './pictures.ts'

/** What is to be written where, and with what. */
export interface FilmOrder {
  readonly path: string
  /** The file that it may take the place of. */
  readonly replaces: FileMark | null
  readonly scale: PictureScale
  /** Of a file for an editing program. */
  readonly rate?: EditRate | undefined
  readonly ffmpeg: Ffmpeg
  readonly signal: AbortSignal
  /** @param done chunks written, of `all` */
  readonly progress: (done: number, all: number) => void
}

/** The film as it is now, decoded from its latents. @returns also the cards of which not all is made */
export function filmExport(
  project: Project,
  supervisor: Pick<Supervisor, 'decode'>,
  facts: PackFacts,
  { progress, ...order }: FilmOrder
): { readonly film: FilmExport; readonly incomplete: readonly Card[] } {
  const { chunks, incomplete } = filmChunks(project.film, ledgerOf(project, facts.model))
  const film: FilmExport = {
    ...order,
    chunks,
    pictures: decodedBy(supervisor, facts),
    fps: facts.base.fps,
    progress: (done) => progress(done, chunks.length)
  }
  return { film, incomplete }
}

/** Pictures decoded from latents, as the master of a film. */
export function decodedBy(
  supervisor: Pick<Supervisor, 'decode'>,
  { model, base: { latentsPerChunk }, width, height, latentBytes, chunksBack }: PackFacts
): PictureSource {
  const decode: Decode = async (latents, past) => (await supervisor.decode(latents, past)).frames
  return { from: 'latents', model, decode, width, height, latentBytes, chunksBack, latentsPerChunk }
}
