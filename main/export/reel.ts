/**
 * The pictures of an export in order. Decoded chunks go to the encoder as they are, which brings them to their size; what is composed (stand-ins,
 * transitions, burnt-in text) is composed at the size of the export, so that its letters are sharp.
 */
import type { Mix } from '../../app/film/transitions.ts'
import { displayFrame, timecode, type Timebase } from '../../app/time.ts'
import { drawn, drawOver } from '../../engine/decode/drawing.ts'
import { fitting, isFitted, type Delivery, type Fitting } from '../../app/exchange/delivery.ts'
import type { Project } from '../project/project.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { rawInput, resizeArgs, type FrameRate, type Resize } from './formats.ts'
import { mixed } from './mix.ts'
import { inputArgs, isAsStored, picturesOf, type PictureSource } from './pictures.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { cornerRows, cornerShapes } from './slate.ts'
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
  readonly delivery: Delivery
  readonly composed?: Composition | undefined
  readonly ffmpeg: Ffmpeg
  readonly signal?: AbortSignal | undefined
}

/** How pictures arrive at an encoder. */
export interface Footage {
  readonly input: (fps: FrameRate) => readonly string[]
  /** What the encoder does to them. */
  readonly resize: Resize
}

/** Of one chunk. */
export interface ChunkFootage extends Footage {
  /** All that determines the pictures before they are resized, as JSON. */
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
  /** To the size of the export. */
  readonly #fitting: Fitting
  /** The last stand-in, which is the same for a whole shot. */
  #stand: readonly [stand: FilmChunk, picture: Promise<Uint8Array>] | null = null
  /** Chunks at the size of the export, oldest first. */
  readonly #kept = new Map<number, Promise<readonly Uint8Array[]>>()

  constructor(project: Project, order: ReelOrder) {
    this.#project = project
    this.#order = order
    this.#fitting = fitting(order.pictures, order.delivery)
  }

  /** Of all pictures together, for an encoder of the whole film. */
  get footage(): Footage {
    const { chunks, pictures } = this.#order
    if (chunks.some((_, index) => this.#isComposed(index))) return { input: this.#composedInput, resize: null }
    return { input: (fps) => inputArgs(pictures, fps), resize: this.#resize }
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
    const { chunks, pictures } = this.#order
    const chunk = chunks[index]!
    if (isStandIn(chunk) || this.#isComposed(index)) {
      const frames = (): Promise<readonly Uint8Array[]> => this.#composed(index)
      return { key: this.#keyOf(index), input: this.#composedInput, resize: null, frames }
    }
    const frames = (): Promise<readonly Uint8Array[]> => picturesOf(this.#project, chunk, pictures)
    return { key: [this.#shown(chunk)], input: (fps) => inputArgs(pictures, fps), resize: this.#resize, frames }
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
    const { chunks } = this.#order
    const shown = (at: number): unknown => this.#shown(chunks[at]!)
    const perChunk = this.#framesPerChunk
    const mixes = this.#mixesOf(index).map(
      (mix) => mix?.map(({ frame, weight }) => [shown(Math.floor(frame / perChunk)), frame % perChunk, weight]) ?? null
    )
    return [drawnAs, shown(index), this.#fitting, mixes, this.#textsOf(index)]
  }

  /** What decides the pictures of a chunk before they are composed. */
  #shown(chunk: FilmChunk): unknown {
    const { pictures } = this.#order
    if (isStandIn(chunk)) return chunk
    if (!isAsStored(this.#project, chunk, pictures)) return chunk.latents
    return [chunk.latents, pictures.width, pictures.height, pictures.framesPerChunk]
  }

  readonly #composedInput = (fps: FrameRate): readonly string[] =>
    rawInput(this.#fitting.width, this.#fitting.height, fps)

  get #resize(): Resize {
    return isFitted(this.#order.pictures, this.#fitting) ? null : this.#fitting
  }

  /** Bytes of a picture of the export. */
  get #bytes(): number {
    return this.#fitting.width * this.#fitting.height * 3
  }

  async #composed(index: number): Promise<readonly Uint8Array[]> {
    const texts = this.#textsOf(index)
    const own = await this.#resized(index)
    const frames = this.#mixesOf(index).map((mix, at) => (mix === null ? own[at]! : this.#mixed(mix)))
    return Promise.all(frames.map(async (frame, at) => (texts === null ? frame : this.#burnt(await frame, texts[at]!))))
  }

  async #mixed(mix: Mix): Promise<Uint8Array> {
    const perChunk = this.#framesPerChunk
    const layers = mix.map(async ({ frame, weight }) => {
      const frames = await this.#resized(Math.floor(frame / perChunk))
      return { picture: frames[frame % perChunk]!, weight }
    })
    return mixed(await Promise.all(layers), this.#bytes)
  }

  #resized(index: number): Promise<readonly Uint8Array[]> {
    const frames = this.#kept.get(index) ?? this.#resizeChunk(index)
    this.#kept.delete(index)
    this.#kept.set(index, frames)
    for (const oldest of this.#kept.keys()) if (this.#kept.size > keptChunks) this.#kept.delete(oldest)
    return frames
  }

  /** The pictures of a chunk at the size of the export. */
  async #resizeChunk(index: number): Promise<readonly Uint8Array[]> {
    const { chunks, pictures, ffmpeg, signal } = this.#order
    const chunk = chunks[index]!
    if (isStandIn(chunk)) {
      if (this.#stand?.[0] !== chunk)
        this.#stand = [chunk, standInPicture(this.#project, chunk, this.#fitting, ffmpeg, signal)]
      return Array<Uint8Array>(this.#framesPerChunk).fill(await this.#stand[1])
    }
    const frames = await picturesOf(this.#project, chunk, pictures)
    if (this.#resize === null) return frames
    const all = await runFfmpeg(ffmpeg, [...inputArgs(pictures, 1), ...resizeArgs(this.#resize)], frames, signal)
    const bytes = this.#bytes
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
    const size = this.#fitting
    const burnt = frame.slice()
    const shapes = [left && cornerShapes(left, 'left', size), right && cornerShapes(right, 'right', size)].join('')
    drawOver(burnt, await drawn(shapes, size.width, Math.min(size.height, cornerRows(size))))
    return burnt
  }
}
