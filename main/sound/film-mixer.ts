/** Mixes parts of a film while it is played: all of its cards as planned, made or not. */
import { mix, neededFor } from '../../app/sound/mix.ts'
import { voicesOf } from '../../app/sound/voices.ts'
import type { Timebase } from '../../app/time.ts'
import type { Ffmpeg } from '../export/ffmpeg.ts'
import { PieceReader } from '../export/pcm.ts'
import type { Project } from '../project/project.ts'

export class FilmMixer {
  readonly #project: Project
  readonly #base: Timebase
  readonly #reader: PieceReader
  /** One at a time: the decoded pieces are those that the present part needs. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(project: Project, base: Timebase, ffmpeg: Ffmpeg, signal: AbortSignal) {
    this.#project = project
    this.#base = base
    this.#reader = new PieceReader(project, ffmpeg, signal)
  }

  /**
   * The mix of the film as it is now.
   * @param from first sample, and `size` how many, at most `limits.mixBlock`
   * @returns left and right in turn; null where nothing is heard
   * @throws Failure `sound.lost`, `sound.many`, `project.damaged`, `ffmpeg.*`, `export.cancelled`
   */
  part(from: number, size: number): Promise<Float32Array<ArrayBuffer> | null> {
    const part = this.#last.then(() => this.#part(from, size))
    this.#last = part.catch(() => undefined)
    return part
  }

  async #part(from: number, size: number): Promise<Float32Array<ArrayBuffer> | null> {
    const voices = voicesOf(this.#project.film, this.#base, ({ length }) => length)
    const needed = neededFor(voices, from, size)
    if (needed.length === 0) return null
    await this.#reader.prepare(needed)
    return mix(voices, from, size, this.#reader.samplesOf)
  }
}
