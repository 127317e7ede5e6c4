/** The film's sound in the window: the chosen clip, waveforms, and the user's edits of clips and tracks. */
import { SvelteMap } from 'svelte/reactivity'
import type { SoundPicture } from '../../app/contract/window.ts'
import type { SoundTrack, TrackKind } from '../../app/film/sound.ts'
import type { AudioId, CardId, ClipId, TrackId } from '../../app/ids.ts'
import { sample, sampleRate, sampleShift } from '../../app/time.ts'
import { t } from '../strings/strings.svelte.ts'
import { ask } from './bridge.ts'
import { freshClipId } from './chance.ts'
import { anchored, fadedClip, movedClip, trimmedClip, type Edge } from './clip-moves.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import type { Hand } from './hand.ts'
import { unfinished } from './notices.svelte.ts'
import { cardStretches, placeClips, type CardStretch, type PlacedClip } from './placed-clips.ts'

interface Sounding extends FilmAtHand {
  readonly fps: number
  readonly frames: number
}

/** Where a sound that is brought in goes. */
export interface SoundGoal {
  readonly kind: TrackKind
  readonly track: TrackId | null
  readonly card: CardId | null
  /** Samples from the start of its card or the film. */
  readonly start: number
}

export class Sounds {
  /** The clip whose details are shown and that keys act on. */
  #chosen = $state<ClipId | null>(null)
  /** Names of files that are being brought in. */
  coming = $state.raw<readonly string[]>([])
  readonly #pictures = new SvelteMap<AudioId, SoundPicture | null>()
  readonly #film: Sounding
  readonly #hand: Hand
  /** Counts stretches of pressing the same key, which are undone together. */
  #stretch = 0

  readonly tracks: readonly SoundTrack[] = $derived.by(() => this.#film.state.view.film.sound.tracks)
  readonly placed: readonly PlacedClip[] = $derived.by(() =>
    placeClips(this.#film.state.view.film, this.#film.state.view.base)
  )
  /** The chosen clip; null also when it is no longer in the film. */
  readonly chosen: PlacedClip | null = $derived(this.placed.find(({ clip }) => clip.id === this.#chosen) ?? null)

  constructor(film: Sounding, hand: Hand) {
    this.#film = film
    this.#hand = hand
  }

  /** Samples of the whole film. */
  get end(): number {
    return Math.round((this.#film.frames / this.#film.fps) * sampleRate)
  }
  get cards(): readonly CardStretch[] {
    return cardStretches(this.#film.state.view.film, this.#film.state.view.base, this.end)
  }
  /** The playhead. */
  get now(): number {
    return Math.round((this.#film.playhead.frame / this.#film.fps) * sampleRate)
  }

  choose(id: ClipId | null): void {
    this.#stretch++
    this.#chosen = id
  }

  /** The length and waveform of a sound; undefined until main has answered, or when it is lost. */
  picture(audio: AudioId): SoundPicture | undefined {
    return this.#pictures.get(audio) ?? undefined
  }

  /** Asks for it once. */
  fetch(audio: AudioId): void {
    if (this.#pictures.has(audio)) return
    this.#pictures.set(audio, null)
    const { studio, session } = this.#film
    void studio.attempt(studio.ofFilm('sound.waveform', audio), async () =>
      this.#pictures.set(audio, await ask({ type: 'sound.waveform', session, audio }))
    )
  }

  /** Asks for files with a dialog and brings them in. */
  async add(goal: SoundGoal): Promise<void> {
    const { studio } = this.#film
    await studio.attempt(studio.ofFilm('sound.choose'), async () => {
      const paths = await ask({ type: 'sound.choose' })
      if (paths === null) return unfinished
      await this.bring(paths, goal)
    })
  }

  /** Brings files in, one after another; the last one is then chosen. */
  async bring(paths: readonly string[], { kind, track, card, start }: SoundGoal): Promise<void> {
    const { studio, session } = this.#film
    this.coming = [...this.coming, ...paths]
    for (const path of paths) {
      await studio.attempt(studio.ofFilm('sound.bring', path), async () => {
        const place = { kind, track, card, start: sampleShift(start) }
        const brought = await ask({ type: 'sound.bring', session, path, ...place })
        if (brought === null) return unfinished
        await this.#film.reached(brought.serial)
        this.choose(brought.clip)
        this.#film.say(t().sound.brought(nameOf(path)))
      })
      const at = this.coming.indexOf(path)
      this.coming = this.coming.toSpliced(at, 1)
    }
  }

  /** @param to where it begins, in samples of the film */
  move(id: ClipId, to: number, track: TrackId | null = null): Promise<void> {
    return this.#change(id, (placed) => {
      const place = movedClip(placed, to, this.cards)
      return this.#hand.edit({ type: 'moveClip', clip: id, track: track ?? placed.clip.track, ...place })
    })
  }

  /** By so many frames: presses one after another are undone together. */
  nudge(id: ClipId, frames: number): Promise<void> {
    const by = (frames / this.#film.fps) * sampleRate
    const burst = `nudge-${this.#stretch}`
    return this.#change(id, (placed) => {
      const place = movedClip(placed, placed.at + by, this.cards)
      return this.#hand.edit({ type: 'moveClip', clip: id, track: placed.clip.track, ...place }, burst)
    })
  }

  /** @param by samples that the edge moves later */
  trim(id: ClipId, edge: Edge, by: number): Promise<void> {
    return this.#change(id, (placed) => {
      const picture = this.picture(placed.clip.audio)
      const part = trimmedClip(placed, edge, by, picture?.samples ?? placed.clip.out)
      return this.#hand.edit({ type: 'trimClip', clip: id, ...part })
    })
  }

  /** To the playhead, if that is inside, or there is sound up to there. */
  trimToNow(id: ClipId, edge: Edge): Promise<void> {
    const { now } = this
    const placed = this.placed.find(({ clip }) => clip.id === id)
    if (!placed) return Promise.resolve()
    return this.trim(id, edge, now - (edge === 'start' ? placed.at : placed.at + placed.length))
  }

  fade(id: ClipId, edge: Edge, length: number): Promise<void> {
    return this.#change(id, ({ clip }) =>
      this.#hand.edit({ type: 'setClipFades', clip: id, ...fadedClip(clip, edge, length) })
    )
  }

  async gain(id: ClipId, gain: number, burst: string): Promise<void> {
    await this.#hand.edit({ type: 'setClipGain', clip: id, gain }, burst)
  }

  /** It stays where it is heard. */
  anchor(id: ClipId, to: 'card' | 'film'): Promise<void> {
    return this.#change(id, ({ clip, at }) =>
      this.#hand.edit({ type: 'moveClip', clip: id, track: clip.track, ...anchored(to, at, this.cards) })
    )
  }

  /** A copy right after it. */
  duplicate(id: ClipId): Promise<void> {
    return this.#change(id, async (placed) => {
      const { clip, at, length } = placed
      const fresh = freshClipId()
      const sound = { ...clip, id: fresh, ...movedClip(placed, at + length, this.cards) }
      if (await this.#hand.edit({ type: 'addClip', sound, track: null })) this.choose(fresh)
    })
  }

  remove(id: ClipId): Promise<void> {
    return this.#change(id, async () => {
      if (await this.#hand.edit({ type: 'removeClip', clip: id })) this.#film.say(t().sound.removed)
    })
  }

  /** @param burst as for `Hand.edit` */
  async setTrack(track: SoundTrack, burst: string | null = null): Promise<void> {
    await this.#hand.edit({ type: 'setTrack', track }, burst)
  }

  async removeTrack(id: TrackId): Promise<void> {
    await this.#hand.edit({ type: 'removeTrack', id })
  }

  /** In turn; nothing when the clip is gone by then. */
  #change(id: ClipId, change: (placed: PlacedClip) => Promise<unknown>): Promise<void> {
    return this.#hand.turns.take(async () => {
      const placed = this.placed.find(({ clip }) => clip.id === id)
      if (placed) await change(placed)
    })
  }
}

/** The last part of a path of any system. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** Music, at a sample of the film. */
export const onMusic = (start: number): SoundGoal => ({ kind: 'music', track: null, card: null, start })
/** From the beginning of a card, along with it. */
export const withCard = (card: CardId): SoundGoal => ({ kind: 'dialogue', track: null, card, start: sample(0) })
