/** The open film in the window: its state from main, selection, playhead and run. */
import type { LiveFrames } from '../../app/contract/live-frames.ts'
import type { LastView } from '../../app/contract/commands.ts'
import { patched, type FilmPatch } from '../../app/contract/film-patch.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import { displayFrame, timecode, type Timebase } from '../../app/time.ts'
import type { CardId } from '../../app/ids.ts'
import { chunkAt, liveTake } from './chunk-at.ts'
import { Drafts } from './drafts.ts'
import { FrameCache, type ChunkAddress } from './frame-cache.ts'
import { Playhead } from './playhead.svelte.ts'
import { t } from '../strings/strings.svelte.ts'
import { Drag } from './drag.svelte.ts'
import { Easel } from './easel.svelte.ts'
import { nextMarked, placeMarkers, type Marked, type MarkerPlace } from './markers.ts'
import { Scale } from './scale.svelte.ts'
import { carried, cutIn, frameIn } from './at-hand.ts'
import { Answers } from './answers.ts'
import type { ShownBoard } from './cells.ts'
import { Choice } from './choice.ts'
import { Clips } from './clips.ts'
import { SoundPlayback } from './film-sound.ts'
import { FilmWork } from './film-work.ts'
import { Hand } from './hand.ts'
import { MarkerHand } from './marker-hand.ts'
import { nextWork, type NextWork } from './next-work.ts'
import { PlanHand } from './plan-hand.ts'
import { SceneHand } from './scene-hand.ts'
import { Selection } from './selection.svelte.ts'
import { Sounds } from './sounds.svelte.ts'
import { idsOf, placeShots, type Shot } from './shots.ts'
import { compareShown, type Comparison } from './comparison.svelte.ts'
import type { FilmAtHand, FilmHost } from './film-at-hand.ts'
import type { TypeAhead } from './type-ahead.svelte.ts'

export class OpenFilm implements FilmAtHand {
  readonly studio: FilmHost
  #state: FilmState = $state.raw()!
  #serial = -1
  readonly #answers = new Answers()
  /** The shots as last derived. Not reactive. */
  #stood: readonly Shot[] = []
  #making = $state.raw<Making | null>(null)
  /** Counts the user's acts: choosing a shot, moving the playhead, focusing a field of the shot at hand. */
  acts = 0
  /** Counts arrivals of pictures, to redraw the player. */
  arrivals = $state(0)
  /** Announcement of the last change for screen readers. */
  said = $state('')
  /** What is typed for a field that is not on the screen yet. */
  ahead = $state.raw<TypeAhead | null>(null)
  /** The card whose prompt is to be focused. */
  wantsPrompt = $state<CardId | null>(null)
  /** The card whose scene name is to be focused. */
  wantsScene = $state<CardId | null>(null)

  /** The marker whose name is being edited. */
  naming = $state.raw<MarkerPlace | null>(null)

  /** The board while it is shown; null: the timeline is. */
  board = $state.raw<ShownBoard | null>(null)

  /** The comparison shown instead of the film. */
  comparison = $state.raw<Comparison | null>(null)
  /** The takes of the shot at hand are to be focused. */
  wantsTakes = $state(false)

  readonly selection = new Selection()
  readonly scale = new Scale(() => this.chunks)
  readonly drag = new Drag()
  readonly pictures = new FrameCache(() => this.arrivals++)
  readonly hand: Hand = new Hand(this)
  readonly choice: Choice = new Choice(this)
  readonly work: FilmWork = new FilmWork(this)
  readonly scenes = new SceneHand(this, this.hand)
  readonly plan = new PlanHand(this, this.hand)
  readonly marks = new MarkerHand(this, this.hand)
  readonly clips = new Clips(this, this.hand)
  readonly sounds: Sounds = new Sounds(this, this.hand)
  /** What is heard while it plays. */
  readonly sound: SoundPlayback = new SoundPlayback(this)
  readonly drafts: Drafts = new Drafts(this)
  readonly easel: Easel = new Easel(this)

  readonly #base: Timebase = $derived(this.#state.view.base)
  readonly shots: readonly Shot[] = $derived((this.#stood = placeShots(this.#state, this.making, this.#stood)))
  readonly chunks: number = $derived(this.shots.reduce((sum, { length }) => sum + length, 0))
  readonly framesPerChunk: number = $derived(this.#base.framesPerLatent * this.#base.latentsPerChunk)
  readonly latentsPerChunk: number = $derived(this.#base.latentsPerChunk)
  readonly frames: number = $derived(this.chunks * this.framesPerChunk)
  readonly fps: number = $derived(this.#base.fps)
  readonly chunkSeconds: number = $derived(this.framesPerChunk / this.fps)
  readonly playhead: Playhead = new Playhead(
    () => ({ fps: this.fps, frames: this.frames, reach: this.work.reach, growing: this.making !== null }),
    (byHand) => this.settle(byHand),
    this.sound
  )
  /** The playhead in chunks. */
  readonly now: number = $derived(this.playhead.frame / this.framesPerChunk)
  /** The one shot that player, details and memory show and commands act on: docs/shot-at-hand.md. Null: the film has no shot. */
  readonly atHand: Shot | null = $derived(this.shots.findLast(({ start }) => start <= this.now) ?? null)
  /** The selected shots in film order, including the one at hand; usually only that one. */
  readonly inHand: readonly Shot[] = $derived(this.shots.filter(({ id }) => this.selection.has(id)))
  /** Where a split at the playhead would divide the shot at hand, in chunks from its start; null: nothing to divide. */
  readonly cut: number | null = $derived(cutIn(this.atHand, this.now))
  readonly markers: readonly Marked[] = $derived(placeMarkers(this.shots, this.framesPerChunk))
  readonly markerNow: Marked | null = $derived(this.markers.find(({ frame }) => frame === this.playhead.frame) ?? null)
  /** What the Generate button would make. */
  readonly next: NextWork = $derived(
    nextWork(this.shots, {
      readOnly: this.state.saved.state === 'read-only',
      making: this.making !== null,
      waiting: this.state.waiting
    })
  )

  constructor(studio: FilmHost, state: FilmState) {
    this.studio = studio
    this.state = state
    this.drafts.begin()
    if (state.goesOn > 0) studio.notices.news(t().progress.goesOn(state.goesOn))
    if (state.strayTakes > 0) studio.notices.news(t().shelf.found(state.strayTakes), { quiet: t().shelf.where })
    if (state.lastView) this.#return(state.lastView)
  }

  /** The current run; null when there is none. */
  get making(): Making | null {
    return this.#making
  }
  set making(making: Making | null) {
    const before = this.#making
    this.#making = making
    this.work.follow(making, before)
  }

  /** Session number, by which commands name this film. */
  get session(): number {
    return this.#state.session
  }

  get state(): FilmState {
    return this.#state
  }
  set state(state: FilmState) {
    if (state.serial <= this.#serial) return // older than the current state
    this.#serial = state.serial
    const first = this.#state === undefined
    const before = first ? null : { shots: this.shots, at: this.atHand, frame: this.playhead.frame }
    const heard = this.#state?.view.film
    this.#state = state
    this.making = state.making
    this.selection.confine(idsOf(state.view.film.cards))
    if (!first) this.hand.turns.follow(this.shots)
    const frame = before && carried(before, this.shots, this.framesPerChunk)
    if (frame !== null) this.playhead.carry(frame)
    this.playhead.confine()
    if (heard) this.sound.renew(heard, state.view.film)
    this.settle(false)
    this.#answers.arrived(state.serial)
  }

  /** Applies a patch from main. @returns false when a previous one was missed and it cannot be applied */
  change(patch: FilmPatch): boolean {
    if (patch.session !== this.#state.session) return false
    if (patch.serial <= this.#serial) return true
    if (patch.after !== this.#serial) return false
    this.state = patched(this.#state, patch)
    return true
  }

  /** Resolves when the state with this serial has arrived, or the film is closed. */
  reached(serial: number): Promise<void> {
    return this.#answers.reached(serial)
  }

  /** A frame of the film: `into` frames from a shot's start, clamped to the shot. */
  #inside(shot: Shot, into: number): number {
    return frameIn(shot, into, this.framesPerChunk)
  }

  /** The playhead moved: the shot under it is now at hand. */
  settle(byHand: boolean): void {
    if (byHand) this.work.moved()
    const shot = this.atHand
    if (shot && !this.selection.has(shot.id)) this.selection.only(shot.id)
    if (this.comparison !== null && this.comparison.shot?.id !== shot?.id) this.comparison = null
    this.easel.follow()
  }

  /** The chunk at a frame of the film; null where nothing is made. */
  chunkAt(frame: number): ChunkAddress | null {
    return chunkAt(this, frame)
  }

  /** A frame or a length in frames, as timecode. */
  timecode(frame: number): string {
    return timecode(displayFrame(frame), this.#base)
  }

  say(text: string): void {
    this.said = text
  }

  /** Sets the start or end of the playback range. */
  mark(end: 'in' | 'out'): void {
    this.playhead.mark(end)
    this.say(t().player.markedAt[end](this.timecode(this.playhead.frame)))
  }

  /** Plays only the shot at hand. */
  playShot(): void {
    const shot = this.atHand
    if (!shot) return
    this.playhead.runOnly({ first: this.#inside(shot, 0), last: this.#inside(shot, Infinity) })
    this.scale.reveal(shot.start)
  }

  step(frames: number): void {
    this.goTo(this.playhead.frame + frames)
  }

  /** Shows cards from an answer of main: selected, with the first at hand, from its start. */
  show(ids: readonly CardId[]): void {
    this.choice.show(ids)
  }

  get frame(): number {
    return this.playhead.frame
  }

  /** The film changed: the playhead stays on its picture. */
  carry(frame: number): void {
    this.playhead.carry(frame)
  }

  /** Stops on a frame and scrolls it into view. */
  goTo(frame: number): void {
    this.playhead.halt()
    this.jump(frame)
  }

  /** The same, but a playing film keeps playing. */
  jump(frame: number): void {
    this.scrub(frame)
    this.scale.reveal(this.now)
  }

  /** The user drags the playhead to a visible frame. */
  scrub(frame: number): void {
    this.acts++
    this.playhead.seek(frame)
  }

  goToNextMarker(): void {
    const frame = nextMarked(this.markers, this.playhead.frame)
    if (frame !== null) this.goTo(frame)
  }

  /** Live pictures from the engine, not yet stored. */
  preview({ job, chunk, frames }: LiveFrames): void {
    void this.pictures.put({ take: liveTake(job), index: chunk }, frames as Uint8Array<ArrayBuffer>[])
  }

  /** Toggles the comparison of takes of the shot at hand. */
  compare(): void {
    this.playhead.halt()
    this.comparison = this.comparison || !this.atHand ? null : compareShown(this, this.atHand)
  }

  /** Zooms around the playhead if it is visible, else around the middle. */
  zoom(factor: number): void {
    const x = this.scale.x(this.now) - this.scale.scroll
    this.scale.zoom(factor, x > 0 && x < this.scale.width ? x : this.scale.width / 2)
  }

  /** Restores the last view. */
  #return({ frame, cards, lead }: LastView): void {
    this.selection.replace(cards)
    this.selection.confine(idsOf(this.shots))
    this.playhead.seek(frame)
    const shot = this.shots.find(({ id }) => id === lead)
    if (shot && shot.id !== this.atHand?.id) this.choice.choose(shot) // the film may have changed elsewhere
  }

  leave(): void {
    this.drafts.close()
    this.easel.close()
    this.#answers.close()
    this.drag.cancel()
    this.playhead.halt()
    this.sound.close()
    this.pictures.clear()
  }
}
