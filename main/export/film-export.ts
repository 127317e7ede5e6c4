/** All that writing a film takes, put together in one place for the window and the command line. */
import type { Delivery } from '../../app/exchange/delivery.ts'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import type { Card } from '../../app/film/film.ts'
import { mixer, transitionFrames } from '../../app/film/transitions.ts'
import { chunk, chunksToFrames, type Timebase } from '../../app/time.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { FilmPack } from '../production/film-packs.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { soundOf } from './film-sound.ts'
import { storedArgs } from './formats.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { exportedShots, isStandIn, type ExportedShot } from './stand-in.ts'
import type { FilmExport } from './film-mp4.ts'
import { isAsStored, type Decode, type PictureSource } from './pictures.ts'
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
  supervisor: Pick<Supervisor, 'decode' | 'turnTo'>,
  pack: FilmPack,
  { progress, animatic = false, burn = noBurnIn, ...order }: FilmOrder
): { readonly film: FilmExport; readonly incomplete: readonly Card[] } {
  const { facts } = pack
  const shots = exportedShots(project, ledgerOf(project, facts.model), animatic)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const numbers = shots.flatMap(({ number, chunks: own }) => own.map(() => number))
  const lengths = new Map(shots.map(({ card, chunks: own }) => [card.id, chunk(own.length)]))
  const lengthOf = ({ id }: Card) => lengths.get(id) ?? chunk(0)
  const film: FilmExport = {
    ...order,
    chunks,
    composed: { burn, base: facts.base, numbers, mix: mixOf(shots, facts.base) },
    pictures: decodedBy(supervisor, pack, order),
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

/** Pictures decoded from latents, as the master of a film, by the engine of its model. */
export function decodedBy(
  supervisor: Pick<Supervisor, 'decode' | 'turnTo'>,
  { facts, folder }: FilmPack,
  { ffmpeg, signal }: Pick<FilmOrder, 'ffmpeg'> & Partial<Pick<FilmOrder, 'signal'>>
): PictureSource {
  const { model, base, width, height, latentBytes, chunksBack } = facts
  const { latentsPerChunk, framesPerLatent } = base
  const decode: Decode = async (latents, past) => {
    if (folder !== null) supervisor.turnTo(folder)
    return (await supervisor.decode(latents, past)).frames
  }
  return {
    model: folder === null ? null : model,
    ...{ decode, width, height, latentBytes, chunksBack, latentsPerChunk },
    framesPerChunk: latentsPerChunk * framesPerLatent,
    async drawStored(jpegs) {
      const all = await runFfmpeg(ffmpeg, storedArgs({ width, height }), jpegs, signal)
      const bytes = width * height * 3
      return jpegs.map((_, at) => all.subarray(at * bytes, (at + 1) * bytes))
    }
  }
}

/** Numbers of the shots whose pictures are the stored ones, as the model that made them is not in use. */
export const shotsAsStored = (project: Project, { facts, folder }: FilmPack): readonly string[] =>
  exportedShots(project, ledgerOf(project, facts.model), false).flatMap(({ number, chunks }) => {
    const model = folder === null ? null : facts.model
    return chunks.some((each) => !isStandIn(each) && isAsStored(project, each, { model })) ? [number] : []
  })
