/** What is drawn for a chunk that is not made: the sketch of its shot, or a slate with its number and words; of a title card its words. */
import type { Fitting, PictureSize } from '../../app/exchange/delivery.ts'
import { readablePrompt } from '../../app/film/prompt.ts'
import { shotNumber, type Card } from '../../app/film/film.ts'
import { isTitle, type TitleCard } from '../../app/film/title-card.ts'
import { shownOf } from '../../app/plan/shown.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import { drawn, drawOver } from '../../engine/decode/drawing.ts'
import type { Project } from '../project/project.ts'
import type { Sketch } from '../store/tables/assets.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { sketchArgs } from './formats.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { sketchShapes, slateGround, slateShapes } from './slate.ts'
import { titlePixels } from './title-card.ts'

export interface StandIn {
  /** Of its shot, as shown. */
  readonly number: string
  readonly words: string
  /** Asset id. */
  readonly sketch: string | null
  /** Null: it is no title card. */
  readonly title: TitleCard | null
}

/** One chunk of an export: made, or what stands for it. */
export type FilmChunk = ChunkRecord | StandIn
export const isStandIn = (chunk: FilmChunk): chunk is StandIn => 'words' in chunk

/** A shot as it is exported. */
export interface ExportedShot {
  readonly card: Card
  readonly number: string
  readonly chunks: readonly FilmChunk[]
}

/**
 * The shots of an export, in order. Each begins with what it shows that is made.
 * @param whole what is not made stands in, so that every shot has its length; else it is left out, and so may be a shot; a title
 * card is always whole
 */
export function exportedShots(
  { film }: Pick<Project, 'film'>,
  ledger: Ledger,
  whole: boolean
): readonly ExportedShot[] {
  return film.cards.map((card, index) => {
    const number = shotNumber(card, index)
    const made = shownOf(card, ledger)?.chunks ?? []
    if (!whole && !isTitle(card)) return { card, number, chunks: made }
    const { sketch, titleCard: title = null } = card
    const stand: StandIn = { number, words: title ? card.prompt : readablePrompt(film, card), sketch, title }
    return { card, number, chunks: [...made, ...Array<FilmChunk>(card.length - made.length).fill(stand)] }
  })
}

/**
 * The picture of a stand-in, RGB. A sketch is fitted as the pictures of the film are; words and slates fill the size.
 * @throws Failure `project.damaged`, `ffmpeg.*`, `export.cancelled`
 */
export async function standInPicture(
  project: Pick<Project, 'sketchPicture'>,
  { number, words, sketch, title }: StandIn,
  size: Fitting,
  ffmpeg: Ffmpeg,
  signal?: AbortSignal
): Promise<Uint8Array> {
  if (title) return titlePixels(words, title, size)
  const asset = sketch === null ? undefined : project.sketchPicture(sketch)
  const picture = asset ? await sketchPicture(asset, size, ffmpeg, signal) : ground(size)
  const shapes = asset ? sketchShapes(number, words, size) : slateShapes(number, words, size)
  drawOver(picture, await drawn(shapes, size.width, size.height))
  return picture
}

function ground({ width, height }: PictureSize): Uint8Array {
  const picture = new Uint8Array(width * height * 3)
  for (let at = 0; at < picture.length; at += 3) picture.set(slateGround, at)
  return picture
}

/** A sketch is a stranger's file: it is decoded in a process of its own. */
const sketchPicture = (
  { type, bytes }: Sketch,
  size: Fitting,
  ffmpeg: Ffmpeg,
  signal?: AbortSignal
): Promise<Uint8Array> => runFfmpeg(ffmpeg, sketchArgs(type, size, slateGround), [bytes], signal)
