/**
 * Plays the film's sound along with its pictures, and gives them its time: main mixes part after part, ahead of the
 * playhead; the browser plays them without gaps, and the pictures follow its clock.
 */
import { Failure } from '../../app/base/failure.ts'
import type { Film } from '../../app/film/film.ts'
import { limits } from '../../app/base/limits.ts'
import { sampleRate } from '../../app/time.ts'
import { ask } from './bridge.ts'
import type { FilmHost } from './film-at-hand.ts'
import { OutputClock } from './output-clock.ts'
import type { PlayPace } from './pace.ts'

interface Heard {
  readonly studio: FilmHost
  readonly session: number
  readonly fps: number
  readonly frames: number
  readonly state: { readonly view: { readonly film: Film } }
}

/** Samples of a part, of the first one, which is to be there soon, and how far ahead of the playhead parts are asked for. */
const part = sampleRate
const firstPart = sampleRate / 2
const ahead = 3 * sampleRate
/** Samples that are still played as they were mixed when the film changes. */
const renewal = 0.2 * sampleRate
/** Seconds between the first part's arrival and its beginning. */
const lead = 0.05

export class SoundPlayback implements PlayPace {
  readonly #film: Heard
  #context: AudioContext | null = null
  #volume: GainNode | null = null
  #loudness = 1
  readonly #playing = new Set<AudioBufferSourceNode>()
  /** What is played now; another number: it is over. */
  #run = 0
  #clock: OutputClock | null = null
  /** First sample of the film that was asked for. */
  #from = 0
  /** Time given so far, in milliseconds, and the stamp it was given at. */
  #value = 0
  #stamp = 0

  constructor(film: Heard) {
    this.#film = film
  }

  /** @param loudness factor, 0 … 1 */
  set loudness(loudness: number) {
    this.#loudness = loudness
    if (this.#volume && this.#context) this.#volume.gain.setTargetAtTime(loudness, this.#context.currentTime, 0.01)
  }

  /** The pictures follow the sound. */
  get leads(): boolean {
    return this.#clock !== null
  }

  begin(frame: number, natural: boolean): void {
    this.#silence()
    if (!natural || !isHeard(this.#film.state.view.film)) return
    const context = this.#open()
    this.#clock = new OutputClock(context, this.#value)
    this.#from = Math.round((frame / this.#film.fps) * sampleRate)
    void this.#feed(++this.#run, this.#from)
  }

  now(stamp: number): number {
    const elapsed = Math.max(0, stamp - this.#stamp)
    const heard = this.#clock?.now(stamp)
    if (heard === null) this.#fail(noOutput())
    this.#value = Math.max(this.#value, heard ?? this.#value + elapsed) // pictures never go back
    this.#stamp = stamp
    return this.#value
  }

  end(): void {
    this.#silence()
    void this.#context?.suspend().catch(() => undefined)
  }

  /** The film is closed. */
  close(): void {
    this.#silence()
    void this.#context?.close().catch(() => undefined)
    this.#context = this.#volume = null
  }

  /** The film changed: what is heard from here on is mixed anew, and goes on without a gap. */
  renew(before: Film, now: Film): void {
    if (this.#clock === null || soundsTheSame(before, now)) return
    const { position } = this.#clock
    void this.#feed(++this.#run, this.#from + (position === null ? 0 : position + renewal))
  }

  #open(): AudioContext {
    if (!this.#context) {
      this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' })
      this.#volume = new GainNode(this.#context, { gain: this.#loudness })
      this.#volume.connect(this.#context.destination)
    }
    void this.#context.resume().catch(() => undefined)
    return this.#context
  }

  /** Asks for part after part, a little ahead of the playhead, until something else is played. */
  async #feed(run: number, from: number): Promise<void> {
    const end = Math.round((this.#film.frames / this.#film.fps) * sampleRate)
    let size = firstPart
    for (let at = from; run === this.#run && at < Math.max(end, from + 1); at += size) {
      if (at > from) size = part
      let samples: Float32Array<ArrayBuffer> | null
      try {
        const asked = Math.min(size, limits.mixBlock)
        samples = await ask({ type: 'sound.mix', session: this.#film.session, from: at, size: asked })
      } catch (error) {
        if (run === this.#run) this.#fail(error)
        return
      }
      if (run !== this.#run || !this.#clock) return
      if (at === from) this.#takeOver(at)
      if (samples) this.#play(samples, at)
      while (run === this.#run && at + size - this.#from - (this.#clock.position ?? 0) > ahead) await rest(100)
    }
  }

  /** The first part is there: time begins; what was played before it ends where it begins. */
  #takeOver(at: number): void {
    const { currentTime } = this.#context!
    if (this.#clock!.startsAt === null) this.#clock!.start(currentTime + lead)
    for (const source of this.#playing) source.stop(Math.max(currentTime, this.#timeOf(at)))
  }

  /** When a sample of the film is played, on the context's clock. */
  #timeOf(at: number): number {
    return this.#clock!.startsAt! + (at - this.#from) / sampleRate
  }

  #play(samples: Float32Array<ArrayBuffer>, at: number): void {
    const context = this.#context!
    const size = samples.length / 2
    const buffer = context.createBuffer(2, size, sampleRate)
    for (const channel of [0, 1]) {
      const data = buffer.getChannelData(channel)
      for (let index = 0; index < size; index++) data[index] = samples[2 * index + channel]!
    }
    const source = new AudioBufferSourceNode(context, { buffer })
    source.connect(this.#volume!)
    const when = this.#timeOf(at)
    const late = Math.max(0, context.currentTime - when)
    if (late >= size / sampleRate) return
    source.start(Math.max(when, context.currentTime), late)
    this.#playing.add(source)
    source.onended = () => this.#playing.delete(source)
  }

  /** The pictures go on by their own clock. */
  #fail(error: unknown): void {
    this.#silence()
    const { studio } = this.#film
    studio.trouble(error, studio.ofFilm('sound.mix'))
  }

  #silence(): void {
    this.#run++
    this.#clock = null
    for (const source of this.#playing) source.stop()
    this.#playing.clear()
  }
}

const isHeard = ({ sound }: Film): boolean => sound.clips.length > 0

/** Whether two states of a film sound the same: their clips, and where their cards begin. */
const soundsTheSame = (one: Film, other: Film): boolean =>
  one.sound === other.sound &&
  (one.cards === other.cards ||
    (one.cards.length === other.cards.length &&
      one.cards.every(({ id, length }, at) => other.cards[at]!.id === id && other.cards[at]!.length === length)))

const rest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const noOutput = (): Failure =>
  new Failure(
    'sound.output',
    'The sound could not be played: the computer’s sound output stands still.',
    'The film plays on without it. Check the sound settings of the computer, then play again.'
  )
