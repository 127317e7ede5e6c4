/** The sound of the open film for the window: files brought in, waveforms, and the mix while it is played. */
import { Failure } from '../../app/base/failure.ts'
import type { SoundPicture } from '../../app/contract/window.ts'
import type { AudioId, ClipId } from '../../app/ids.ts'
import type { Timebase } from '../../app/time.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import type { Project } from '../project/project.ts'
import { bringSound, type SoundPlace } from '../sound/bring-sound.ts'
import { FilmMixer } from '../sound/film-mixer.ts'
import type { Edits } from './edits.ts'

export class SoundDesk {
  readonly #project: Project
  readonly #base: Timebase
  readonly #edits: Edits
  readonly #stop = new AbortController()
  /** What reads or writes the film now. */
  readonly #work = new Set<Promise<unknown>>()
  #mixer: Promise<FilmMixer> | null = null

  constructor(project: Project, base: Timebase, edits: Edits) {
    this.#project = project
    this.#base = base
    this.#edits = edits
  }

  /**
   * Brings a file in. @returns the serial of the state sent, and the new clip; null when the film was closed meanwhile
   * @throws Failure as `importAudio`, `edit.*`
   */
  bring(path: string, place: SoundPlace): Promise<{ readonly serial: number; readonly clip: ClipId } | null> {
    return this.#until(async () => {
      const ffmpeg = await findFfmpeg()
      const { signal } = this.#stop
      const { clip, edit, assets } = await bringSound(
        { project: this.#project, base: this.#base, ffmpeg },
        path,
        place,
        signal
      )
      if (signal.aborted) return null
      return { serial: this.#edits.bringSound(edit, assets), clip: clip.id }
    })
  }

  /** @throws Failure `sound.lost`, `project.damaged` */
  waveform(audio: AudioId): SoundPicture {
    const record = this.#project.audio(audio)
    const asset = record && this.#project.asset(record.waveform)
    if (!record || !asset) throw lost()
    return { samples: record.samples, waveform: new Int8Array(asset.bytes) }
  }

  /** As `FilmMixer.part`; null also when the film is being closed. */
  mix(from: number, size: number): Promise<Float32Array<ArrayBuffer> | null> {
    return this.#until(async () => {
      const { signal } = this.#stop
      this.#mixer ??= findFfmpeg().then((ffmpeg) => new FilmMixer(this.#project, this.#base, ffmpeg, signal))
      try {
        return await (await this.#mixer).part(from, size)
      } catch (error) {
        this.#mixer = null // ffmpeg may be there the next time
        throw error
      }
    })
  }

  /** Before the film is closed: ends what is under way, and waits for it. */
  async end(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled(this.#work)
  }

  async #until<Value>(work: () => Promise<Value>): Promise<Value | null> {
    if (this.#stop.signal.aborted) return null
    const under = work()
    this.#work.add(under)
    try {
      return await under
    } catch (error) {
      if (this.#stop.signal.aborted) return null
      throw error
    } finally {
      this.#work.delete(under)
    }
  }
}

const lost = (): Failure =>
  new Failure('edit.sound-gone', 'The sound is no longer in the film.', 'Nothing was changed.')
