/** All that writing a film takes, put together in one place for the window and the command line. */
import type { Delivery } from '../../app/exchange/delivery.ts'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import type { Card } from '../../app/film/film.ts'
import { mixer, transitionFrames } from '../../app/film/transitions.ts'
import { chunk, chunksToFrames, type Timebase } from '../../app/time.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { soundOf } from './film-sound.ts'
import { exportedShots, type ExportedShot } from './stand-in.ts'
import type { FilmExport } from './film-mp4.ts'
import type { Decode, PictureSource } from './pictures.ts'
import { noBurnIn, type BurnIn, type Composition } from './reel.ts'

/** What is to be written where, and with what. */
export interface FilmOrder {
  readonly path: string
  /** The file that it may take the place of. */
  readonly replaces: FileMark | null
  readonly delivery: Delivery
  /** Shots that are not made stand in as sketches or slates; absent: they are left out. */
  readonly animatic?: boolean | undefined
  readonly burn?: BurnIn | undefined
  /** Of a file for an editing program. */
  readonly rate?: EditRate | undefined
  readonly ffmpeg: Ffmpeg
  readonly signal: AbortSignal
  /** @param done chunks written, of `all` */
  readonly progress: (done: number, all: number) => void
  /** Told when the sound is cut off for being too loud. */
  readonly tooLoud?: ((decibels: number) => void) | undefined
}

/** The film as it is now, decoded from its latents. @returns also the cards of which not all is made */
export function filmExport(
  project: Project,
  supervisor: Pick<Supervisor, 'decode'>,
  facts: PackFacts,
  { progress, animatic = false, burn = noBurnIn, ...order }: FilmOrder
): { readonly film: FilmExport; readonly incomplete: readonly Card[] } {
  const shots = exportedShots(project, ledgerOf(project, facts.model), animatic)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const numbers = shots.flatMap(({ number, chunks: own }) => own.map(() => number))
  const lengths = new Map(shots.map(({ card, chunks: own }) => [card.id, chunk(own.length)]))
  const lengthOf = ({ id }: Card) => lengths.get(id) ?? chunk(0)
  const film: FilmExport = {
    ...order,
    chunks,
    composed: { burn, base: facts.base, numbers, mix: mixOf(shots, facts.base) },
    pictures: decodedBy(supervisor, facts),
    fps: facts.base.fps,
    sound: soundOf(project.film, facts.base, chunk(chunks.length), lengthOf),
    progress: (done) => progress(done, chunks.length)
  }
  return { film, incomplete: shots.flatMap(({ card, chunks: own }) => (own.length < card.length ? [card] : [])) }
}

/** Transitions between the shots as they are exported. */
export const mixOf = (shots: readonly ExportedShot[], base: Timebase): Composition['mix'] =>
  mixer(
    shots.map(({ card, chunks }) => ({
      frames: chunksToFrames(chunk(chunks.length), base),
      transition: card.language.transition,
      over: transitionFrames(card, base.fps)
    }))
  )

/** Pictures decoded from latents, as the master of a film. */
export function decodedBy(
  supervisor: Pick<Supervisor, 'decode'>,
  { model, base: { latentsPerChunk }, width, height, latentBytes, chunksBack }: PackFacts
): PictureSource {
  const decode: Decode = async (latents, past) => (await supervisor.decode(latents, past)).frames
  return { model, decode, width, height, latentBytes, chunksBack, latentsPerChunk }
}
