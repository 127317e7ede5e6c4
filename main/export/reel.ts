/**
 * The pictures of an export in order. Decoded chunks go to the encoder as they are, which enlarges them; what is composed (stand-ins,
 * transitions, burnt-in text) is composed at the size of the export, so that its letters are sharp.
 */
import type { Mix } from '../../app/film/transitions.ts'
import { displayFrame, timecode, type Timebase } from '../../app/time.ts'
import { drawn, drawOver } from '../../engine/decode/drawing.ts'
import type { PictureScale } from '../../app/exchange/formats.ts'
import type { Project } from '../project/project.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { enlargeArgs, rawInput, type FrameRate } from './formats.ts'
import { mixed } from './mix.ts'
import { inputArgs, picturesOf, type PictureSource } from './pictures.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { cornerRows, cornerShapes, type StandInSize } from './slate.ts'
import { isStandIn, standInPicture, type FilmChunk } from './stand-in.ts'

/** What is written into the pictures. */
export interface BurnIn {
  readonly number: boolean
  readonly timecode: boolean
}
export const noBurnIn: BurnIn = { number: false, timecode: false }

/** What an export shows besides its decoded chunks. */
export interface Composition {
  readonly burn: BurnIn
  readonly base: Timebase
  /** Number of the shot of each chunk. */
  readonly numbers: readonly string[]
  /** What is seen at a frame of the export. */
  readonly mix: (frame: number) => Mix
}

export interface ReelOrder {
  readonly chunks: readonly FilmChunk[]
  readonly pictures: PictureSource
  readonly scale: PictureScale
  readonly composed?: Composition | undefined
  readonly ffmpeg: Ffmpeg
  readonly signal?: AbortSignal | undefined
}

/** How pictures arrive at an encoder. */
export interface Footage {
  readonly input: (fps: FrameRate) => readonly string[]
  /** By how much the encoder enlarges them. */
  readonly scale: PictureScale
}

/** Of one chunk. */
export interface ChunkFootage extends Footage {
  /** All that determines the pictures before they are enlarged, as JSON. */
  readonly key: readonly unknown[]
  readonly frames: () => Promise<readonly Uint8Array[]>
}

/** Version of what is drawn here, in the keys of what was encoded. */
const drawnAs = 1
/** Chunks kept for transitions that show pictures of others. */
const keptChunks = 3

export class FilmReel {
  readonly #project: Project
  readonly #order: ReelOrder
  /** The last stand-in, which is the same for a whole shot. */
  #stand: readonly [stand: FilmChunk, picture: Promise<Uint8Array>] | null = null
  /** Chunks at the size of the export, oldest first. */
  readonly #kept = new Map<number, Promise<readonly Uint8Array[]>>()

  constructor(project: Project, order: ReelOrder) {
    this.#project = project
    this.#order = order
  }

  /** Of all pictures together, for an encoder of the whole film. */
  get footage(): Footage {
    const { chunks, pictures, scale } = this.#order
    if (chunks.every((_, index) => !this.#isComposed(index))) return { input: (fps) => inputArgs(pictures, fps), scale }
    return { input: this.#composedInput, scale: 1 }
  }

  /** All pictures, as `footage` says. Ends early when cancelled. @param done called after each chunk with their number */
  async *frames(done?: (chunks: number) => void): AsyncIterable<Uint8Array> {
    const { chunks, pictures, signal } = this.#order
    const composed = chunks.some((_, index) => this.#isComposed(index))
    for (const [index, chunk] of chunks.entries()) {
      if (signal?.aborted) return
      yield* await (composed || isStandIn(chunk) ? this.#composed(index) : picturesOf(this.#project, chunk, pictures))
      done?.(index + 1)
    }
  }

  /** One chunk for itself: composed only where it has to be. */
  chunk(index: number): ChunkFootage {
    const { chunks, pictures, scale } = this.#order
    const chunk = chunks[index]!
    if (isStandIn(chunk) || this.#isComposed(index)) {
      const frames = (): Promise<readonly Uint8Array[]> => this.#composed(index)
      return { key: this.#keyOf(index), input: this.#composedInput, scale: 1, frames }
    }
    const frames = (): Promise<readonly Uint8Array[]> => picturesOf(this.#project, chunk, pictures)
    return { key: [chunk.latents, pictures.from], input: (fps) => inputArgs(pictures, fps), scale, frames }
  }

  #isComposed(index: number): boolean {
    const { chunks, composed } = this.#order
    if (composed === undefined) return false
    const { number, timecode } = composed.burn
    return isStandIn(chunks[index]!) || number || timecode || this.#mixesOf(index).some((mix) => mix !== null)
  }

  /** The mix of each frame of a chunk; null: the frame itself. */
  #mixesOf(index: number): readonly (Mix | null)[] {
    const first = index * this.#framesPerChunk
    return Array.from({ length: this.#framesPerChunk }, (_, at) => {
      const mix = this.#order.composed!.mix(first + at)
      return mix.length === 1 && mix[0]!.weight === 1 && mix[0]!.frame === first + at ? null : mix
    })
  }

  #keyOf(index: number): readonly unknown[] {
    const { chunks, pictures, scale } = this.#order
    const { width, height } = this.#size
    const shown = (at: number): unknown => {
      const chunk = chunks[at]!
      return isStandIn(chunk) ? chunk : chunk.latents
    }
    const perChunk = this.#framesPerChunk
    const mixes = this.#mixesOf(index).map(
      (mix) => mix?.map(({ frame, weight }) => [shown(Math.floor(frame / perChunk)), frame % perChunk, weight]) ?? null
    )
    return [drawnAs, shown(index), pictures.from, width, height, scale, mixes, this.#textsOf(index)]
  }

  readonly #composedInput = (fps: FrameRate): readonly string[] => rawInput(this.#size.width, this.#size.height, fps)

  /** Size of composed pictures. */
  get #size(): StandInSize {
    const { pictures, scale } = this.#order
    if (pictures.from === 'stored') throw new RangeError('Stored pictures are exported as they are.')
    return { width: pictures.width * scale, height: pictures.height * scale }
  }

  async #composed(index: number): Promise<readonly Uint8Array[]> {
    const texts = this.#textsOf(index)
    const own = await this.#enlarged(index)
    const frames = this.#mixesOf(index).map((mix, at) => (mix === null ? own[at]! : this.#mixed(mix)))
    return Promise.all(frames.map(async (frame, at) => (texts === null ? frame : this.#burnt(await frame, texts[at]!))))
  }

  async #mixed(mix: Mix): Promise<Uint8Array> {
    const perChunk = this.#framesPerChunk
    const layers = mix.map(async ({ frame, weight }) => {
      const frames = await this.#enlarged(Math.floor(frame / perChunk))
      return { picture: frames[frame % perChunk]!, weight }
    })
    return mixed(await Promise.all(layers), this.#size.width * this.#size.height * 3)
  }

  #enlarged(index: number): Promise<readonly Uint8Array[]> {
    const frames = this.#kept.get(index) ?? this.#enlarge(index)
    this.#kept.delete(index)
    this.#kept.set(index, frames)
    for (const oldest of this.#kept.keys()) if (this.#kept.size > keptChunks) this.#kept.delete(oldest)
    return frames
  }

  /** The pictures of a chunk at the size of the export. */
  async #enlarge(index: number): Promise<readonly Uint8Array[]> {
    const { chunks, pictures, scale, ffmpeg, signal } = this.#order
    const chunk = chunks[index]!
    if (isStandIn(chunk)) {
      if (this.#stand?.[0] !== chunk)
        this.#stand = [chunk, standInPicture(this.#project, chunk, this.#size, ffmpeg, signal)]
      return Array<Uint8Array>(this.#framesPerChunk).fill(await this.#stand[1])
    }
    const frames = await picturesOf(this.#project, chunk, pictures)
    if (scale === 1) return frames
    const all = await runFfmpeg(ffmpeg, [...inputArgs(pictures, 1), ...enlargeArgs(scale)], frames, signal)
    const bytes = this.#size.width * this.#size.height * 3
    return frames.map((_, at) => all.subarray(at * bytes, (at + 1) * bytes))
  }

  get #framesPerChunk(): number {
    const { framesPerLatent, latentsPerChunk } = this.#order.composed!.base
    return framesPerLatent * latentsPerChunk
  }

  /** What is burnt into each picture of a chunk: in the left corner, and in the right one; null: nothing. */
  #textsOf(index: number): readonly (readonly [left: string, right: string])[] | null {
    const { composed } = this.#order
    if (composed === undefined || !(composed.burn.number || composed.burn.timecode)) return null
    const { burn, base, numbers } = composed
    return Array.from({ length: this.#framesPerChunk }, (_, at) => [
      burn.number ? numbers[index]! : '',
      burn.timecode ? timecode(displayFrame(index * this.#framesPerChunk + at), base) : ''
    ])
  }

  async #burnt(frame: Uint8Array, [left, right]: readonly [string, string]): Promise<Uint8Array> {
    const size = this.#size
    const burnt = frame.slice()
    const shapes = [left && cornerShapes(left, 'left', size), right && cornerShapes(right, 'right', size)].join('')
    drawOver(burnt, await drawn(shapes, size.width, Math.min(size.height, cornerRows(size))))
    return burnt
  }
}
