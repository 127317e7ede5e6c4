/** Reads samples of the sounds that a film keeps, a piece at a time, for the mixer. */
import type { AudioId } from '../../app/ids.ts'
import { limits } from '../../app/base/limits.ts'
import { Failure } from '../../app/base/failure.ts'
import { channels, type SamplesOf } from '../../app/sound/mix.ts'
import { pieceLength } from '../../app/sound/stored-audio.ts'
import type { Project } from '../project/project.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** A part of a sound that a block of the mix needs. */
interface Needed {
  readonly audio: AudioId
  readonly name: string
  readonly from: number
  readonly count: number
}

/** Pieces that a block may need: 740 MB of samples. A stranger's film could name thousands at once. */
const mostPieces = 64

export class PieceReader {
  readonly #project: Project
  readonly #ffmpeg: Ffmpeg
  readonly #signal: AbortSignal | undefined
  /** Decoded pieces that the present block needs, by sound and number. */
  #pieces = new Map<string, Int16Array>()

  constructor(project: Project, ffmpeg: Ffmpeg, signal?: AbortSignal) {
    this.#project = project
    this.#ffmpeg = ffmpeg
    this.#signal = signal
  }

  /**
   * Decodes what a block needs and drops the rest: a piece is 11.5 MB.
   * @throws Failure `sound.many`, `sound.lost`, `project.damaged`, `ffmpeg.*`, `export.cancelled`
   */
  async prepare(needed: readonly Needed[]): Promise<void> {
    const pieces = new Map<string, Int16Array>()
    for (const each of needed) {
      const last = Math.floor((each.from + each.count - 1) / limits.audioPiece)
      for (let index = Math.floor(each.from / limits.audioPiece); index <= last; index += 1) {
        const key = `${each.audio} ${index}`
        if (pieces.size === mostPieces && !pieces.has(key)) throw tooMany()
        if (!pieces.has(key)) pieces.set(key, this.#pieces.get(key) ?? (await this.#decoded(each, index)))
      }
    }
    this.#pieces = pieces
  }

  /** For what was prepared. */
  readonly samplesOf: SamplesOf = (audio, from, count) => {
    const piece = (at: number) => this.#pieces.get(`${audio} ${Math.floor(at / limits.audioPiece)}`)!
    const within = from % limits.audioPiece
    const first = piece(from).subarray(within * channels, (within + count) * channels)
    if (first.length === count * channels) return first
    const samples = new Int16Array(count * channels)
    for (let done = 0; done < samples.length;) {
      const at = from + done / channels
      const rest = piece(at).subarray((at % limits.audioPiece) * channels)
      samples.set(rest.subarray(0, samples.length - done), done)
      done += Math.min(rest.length, samples.length - done)
    }
    return samples
  }

  async #decoded({ audio, name }: Needed, index: number): Promise<Int16Array> {
    const record = this.#project.audio(audio)
    const stored = record?.pieces[index]
    const piece = stored === undefined ? undefined : this.#project.asset(stored)
    if (!record || !piece) throw lost(name)
    const length = pieceLength(record, index)
    // The file may be a stranger's: a few bytes of FLAC can be hours of silence.
    const most = ['-af', `atrim=end_sample=${length}`]
    const args = [...['-f', 'flac', '-i', 'pipe:0'], ...most, ...['-f', 's16le', '-ac', '2', 'pipe:1']]
    const bytes = await runFfmpeg(this.#ffmpeg, args, [piece.bytes], this.#signal)
    if (bytes.length !== length * channels * 2) throw lost(name)
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  }
}

const tooMany = (): Failure =>
  new Failure('sound.many', `More than ${mostPieces} sounds are heard at once.`, 'Mute tracks, or move some of them.', {
    most: mostPieces
  })

const lost = (file: string): Failure =>
  new Failure(
    'sound.lost',
    `A part of the sound “${file}” is not there any more.`,
    'Take it out of the film, or mute its track.',
    { file }
  )
