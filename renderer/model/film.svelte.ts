/** The open film in the window: what main says of it, what is selected, where the playhead is, what is being made. */
import type { LiveFrames } from '../../app/contract/live-frames.ts'
import type { Command, LastView } from '../../app/contract/commands.ts'
import { patched, type FilmPatch } from '../../app/contract/film-patch.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import { displayFrame, timecode, type Timebase } from '../../app/time.ts'
import { takeId, type CardId, type TakeId } from '../../app/ids.ts'
import { ask } from './bridge.ts'
import { Drafts } from './drafts.ts'
import { FrameCache, type ChunkAddress } from './frame-cache.ts'
import { Playhead } from './playhead.svelte.ts'
import { t } from '../strings/strings.svelte.ts'
import { Drag } from './drag.svelte.ts'
import { nextMarked, placeMarkers, type Marked, type MarkerPlace } from './markers.ts'
import { Scale } from './scale.svelte.ts'
import { carried, cutIn, frameIn } from './at-hand.ts'
import { Clips } from './clips.ts'
import { Hand } from './hand.ts'
import { nextWork, type NextWork } from './next-work.ts'
import { Selection } from './selection.svelte.ts'
import { idsOf, placeShots, type Shot } from './shots.ts'
import { compareShown, type Comparison } from './comparison.svelte.ts'
import { unfinished } from './notices.svelte.ts'
import type { Stance } from './stance.ts'
import type { FilmAtHand, FilmHost } from './film-at-hand.ts'

interface Waiting {
  readonly serial: number
  readonly go: () => void
}

export class OpenFilm implements FilmAtHand {
  readonly studio: FilmHost
  #state: FilmState = $state.raw()!
  #serial = -1
  #closed = false
  /** The shots as they were read last. Not watched. */
  #stood: readonly Shot[] = []
  /** Those who wait for a state that main has answered and not told yet. */
  #waiting: readonly Waiting[] = []
  #making = $state.raw<Making | null>(null)
  /**
   * Generating was asked for here: the playhead goes along from its first pictures, wherever they are, or, since the hand
   * took it to a shot, only where they are of that one.
   */
  #watching: 'anywhere' | 'here' | null = null
  /** The end of what was made, in frames, as far as the playhead runs along. */
  #reach = 0
  /** How often the hand chose a shot, took the playhead elsewhere, or put the keyboard into a field of the shot at hand. */
  acts = 0
  /** Counts arrivals of pictures, so that the player draws again. */
  arrivals = $state(0)
  /** What a screen reader is told of the last change. */
  said = $state('')
  /** The card whose prompt wants the keyboard, until it has it. */
  wantsPrompt = $state<CardId | null>(null)

  /** The marker whose name is being written. */
  naming = $state.raw<MarkerPlace | null>(null)

  /** Two takes that are looked at instead of the film. */
  comparison = $state.raw<Comparison | null>(null)
  /** The takes of the shot at hand want the keyboard, until they have it. */
  wantsTakes = $state(false)

  readonly selection = new Selection()
  readonly scale = new Scale(() => this.chunks)
  readonly drag = new Drag()
  readonly pictures = new FrameCache(() => this.arrivals++)
  readonly hand = new Hand(this)
  readonly clips = new Clips(this, this.hand)
  readonly drafts = new Drafts(this)

  readonly #base: Timebase = $derived(this.#state.view.base)
  readonly shots: readonly Shot[] = $derived((this.#stood = placeShots(this.#state, this.making, this.#stood)))
  readonly chunks: number = $derived(this.shots.reduce((sum, { length }) => sum + length, 0))
  readonly framesPerChunk: number = $derived(this.#base.framesPerLatent * this.#base.latentsPerChunk)
  readonly latentsPerChunk: number = $derived(this.#base.latentsPerChunk)
  readonly frames: number = $derived(this.chunks * this.framesPerChunk)
  readonly fps: number = $derived(this.#base.fps)
  readonly chunkSeconds: number = $derived(this.framesPerChunk / this.fps)
  readonly playhead = new Playhead(
    () => ({ fps: this.fps, frames: this.frames, reach: this.#reach, growing: this.making !== null }),
    (byHand) => this.#moved(byHand)
  )
  /** The playhead in chunks. */
  readonly now: number = $derived(this.playhead.frame / this.framesPerChunk)
  /** The one shot that player, details and memory show and commands mean: docs/shot-at-hand.md. Null: there is no shot. */
  readonly atHand: Shot | null = $derived(this.shots.findLast(({ start }) => start <= this.now) ?? null)
  /** The shots selected, in their order: the one at hand is one of them, mostly the only one. */
  readonly inHand: readonly Shot[] = $derived(this.shots.filter(({ id }) => this.selection.has(id)))
  /** Where a cut at the playhead would divide the shot at hand, in chunks from its beginning; null: nothing to divide. */
  readonly cut: number | null = $derived(cutIn(this.atHand, this.now))
  readonly markers: readonly Marked[] = $derived(placeMarkers(this.shots, this.framesPerChunk))
  readonly markerNow: Marked | null = $derived(this.markers.find(({ frame }) => frame === this.playhead.frame) ?? null)
  /** What the main action makes. */
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

  /** What the engine is at; null when it rests. */
  get making(): Making | null {
    return this.#making
  }
  set making(making: Making | null) {
    const before = this.#making
    this.#making = making
    this.#watch(making, before)
  }

  /** The number of this opening, by which main knows that this film is meant. */
  get session(): number {
    return this.#state.session
  }

  get state(): FilmState {
    return this.#state
  }
  set state(state: FilmState) {
    if (state.serial <= this.#serial) return // overtaken by a newer one
    this.#serial = state.serial
    const first = this.#state === undefined
    const before = first ? null : { shots: this.shots, at: this.atHand, frame: this.playhead.frame }
    this.#state = state
    this.making = state.making
    this.selection.confine(idsOf(state.view.film.cards))
    if (!first) this.hand.turns.follow(this.shots)
    const frame = before && carried(before, this.shots, this.framesPerChunk)
    if (frame !== null) this.playhead.carry(frame)
    this.playhead.confine()
    this.#moved(false)
    this.#arrived()
  }

  /** Takes in what main tells of a change. @returns false when one before it was missed: it cannot be applied then */
  change(patch: FilmPatch): boolean {
    if (patch.session !== this.#state.session) return false
    if (patch.serial <= this.#serial) return true
    if (patch.after !== this.#serial) return false
    this.state = patched(this.#state, patch)
    return true
  }

  /** Waits until the film is as main answered, unless it is left before. */
  reached(serial: number): Promise<void> {
    if (this.#closed || serial <= this.#serial) return Promise.resolve()
    return new Promise((go) => (this.#waiting = [...this.#waiting, { serial, go }]))
  }

  #arrived(): void {
    const here = ({ serial }: Waiting): boolean => this.#closed || serial <= this.#serial
    const waiting = this.#waiting
    this.#waiting = waiting.filter((each) => !here(each))
    waiting.filter(here).forEach(({ go }) => go())
  }

  /** A frame of the film inside a shot, as near as can be to so many frames from its beginning. */
  #inside(shot: Shot, into: number): number {
    return frameIn(shot, into, this.framesPerChunk)
  }

  /** The playhead moved: the hand is on the shot it is in now. */
  #moved(byHand: boolean): void {
    if (byHand && this.#watching) this.#watching = 'here'
    const shot = this.atHand
    if (shot && !this.selection.has(shot.id)) this.selection.only(shot.id)
    if (this.comparison !== null && this.comparison.shot?.id !== shot?.id) this.comparison = null
  }

  /** Where the pictures at a frame of the film are; null where nothing was made yet. */
  chunkAt(frame: number): ChunkAddress | null {
    const time = Math.floor(frame / this.framesPerChunk)
    const shot = this.shots.findLast(({ start }) => start <= time)
    if (!shot || time - shot.start >= shot.made) return null
    const index = shot.from + time - shot.start
    const live = this.#live(shot, index)
    if (live && this.pictures.has(live)) return live
    return shot.take === null || time - shot.start >= shot.stored ? null : { take: shot.take, index }
  }

  /** A frame of the film, or a length in frames, as editors write it. */
  timecode(frame: number): string {
    return timecode(displayFrame(frame), this.#base)
  }

  say(text: string): void {
    this.said = text
  }

  /** Only the part from here on, or up to here, is played. */
  mark(end: 'in' | 'out'): void {
    this.playhead.mark(end)
    this.say(t().player.markedAt[end](this.timecode(this.playhead.frame)))
  }

  /** The shot at hand alone. */
  playShot(): void {
    const shot = this.atHand
    if (!shot) return
    this.playhead.runOnly({ first: this.#inside(shot, 0), last: this.#inside(shot, Infinity) })
    this.scale.reveal(shot.start)
  }

  step(frames: number): void {
    this.goTo(this.playhead.frame + frames)
  }

  get frame(): number {
    return this.playhead.frame
  }

  /** The film moved under the playhead, which stays on its picture. */
  carry(frame: number): void {
    this.playhead.carry(frame)
  }

  /** Halts on a frame, and shows it on the timeline. */
  goTo(frame: number): void {
    this.playhead.halt()
    this.jump(frame)
  }

  /** The same; a film that plays goes on from there. */
  jump(frame: number): void {
    this.scrub(frame)
    this.scale.reveal(this.now)
  }

  /** The hand takes the playhead to a frame that can be seen on the timeline. */
  scrub(frame: number): void {
    this.acts++
    this.playhead.seek(frame)
  }

  goToNextMarker(): void {
    const frame = nextMarked(this.markers, this.playhead.frame)
    if (frame !== null) this.goTo(frame)
  }

  /** The next or the previous shot, with the playhead on its first frame. */
  walk(by: 1 | -1): void {
    const shot = this.atHand && this.shots[this.atHand.index + by]
    if (shot) this.choose(shot)
  }

  /** The selection grows or shrinks by one shot at the end that is at hand. */
  stretch(by: 1 | -1): void {
    const shot = this.atHand && this.shots[this.atHand.index + by]
    if (!shot) return
    this.extend(shot)
    this.scale.reveal(shot.start)
  }

  /**
   * Takes a shot in hand: it alone is selected, and the playhead stands in it. A playhead that is inside already stays
   * where it is, and one that runs along with what is made goes on.
   * @param time where the hand pointed, in chunks of the film; outside of the shot it means its nearest end
   */
  pick(shot: Shot, time = shot.start): void {
    this.acts++
    this.selection.only(shot.id)
    if (this.atHand?.id === shot.id && this.playhead.following) return
    this.#enter(shot, time)
  }

  /** The same, with the playhead on its first frame and the card in view. */
  choose(shot: Shot): void {
    this.acts++
    this.#choose(shot)
  }

  #choose(shot: Shot): void {
    this.selection.only(shot.id)
    this.playhead.halt()
    this.playhead.seek(this.#inside(shot, 0))
    this.scale.reveal(shot.start)
  }

  /** Chooses a shot, and the keyboard goes to what happens in it. */
  openPrompt(shot: Shot): void {
    const { preferences } = this.studio
    if (!preferences.inspector) preferences.toggle('inspector')
    this.choose(shot)
    this.wantsPrompt = shot.id
  }

  /** Selects every shot from the one last chosen alone to this one, which is then at hand. */
  extend(shot: Shot): void {
    this.acts++
    this.selection.extend(
      shot.id,
      this.shots.map(({ id }) => id)
    )
    this.#enter(shot)
  }

  /** Selects a shot too, and it is at hand; or no longer, and the nearest one still selected is. The last one stays. */
  toggle(shot: Shot): void {
    this.acts++
    const rest = this.inHand.filter(({ id }) => id !== shot.id)
    if (!this.selection.has(shot.id)) {
      this.selection.add(shot.id)
      this.#enter(shot)
    } else if (rest.length > 0) {
      this.selection.delete(shot.id)
      const away = ({ index }: Shot): number => Math.abs(index - shot.index)
      const near = rest.toSorted((one, other) => away(one) - away(other))[0]!
      if (this.atHand?.id === shot.id) this.#enter(near)
    }
  }

  /** Selects these; without the one at hand among them, the first is at hand. None: the one at hand alone. */
  select(ids: readonly CardId[]): void {
    this.acts++
    this.#select(ids)
  }

  /** Shows what an answer of main brought: selected, with the first at hand, from its beginning. */
  show(ids: readonly CardId[]): void {
    const shot = this.shots.find(({ id }) => id === ids[0])
    if (!shot) return
    this.#choose(shot)
    this.#select(ids)
    this.scale.reveal(shot.start + shot.length)
  }

  #select(ids: readonly CardId[]): void {
    this.selection.replace(ids)
    const [first] = this.inHand
    if (first && !this.inHand.some(({ id }) => id === this.atHand?.id)) this.#enter(first)
    this.#moved(false)
  }

  /**
   * The keyboard came to a field of the shot at hand: it is not taken away from under it. Only a part of the shot, or all of
   * it, goes on being played.
   */
  hold(): void {
    if (this.wantsPrompt === null) this.acts++
    this.#watching = null
    const shot = this.atHand
    if (shot && !this.playhead.keepsTo({ first: this.#inside(shot, 0), last: this.#inside(shot, Infinity) }))
      this.playhead.halt()
  }

  #enter(shot: Shot, time = shot.start): void {
    this.playhead.halt()
    if (this.atHand?.id === shot.id) return this.#moved(true)
    this.playhead.seek(this.#inside(shot, Math.floor(time * this.framesPerChunk) - shot.start * this.framesPerChunk))
  }

  /** Pictures the engine has just made, before they are stored. */
  preview({ job, chunk, frames }: LiveFrames): void {
    void this.pictures.put({ take: liveTake(job), index: chunk }, frames as Uint8Array<ArrayBuffer>[])
  }

  /** Where the pictures of a chunk being made are kept; null where the shot shows another take meanwhile. */
  #live({ id, take }: Shot, index: number): ChunkAddress | null {
    const { making } = this
    if (making?.card !== id || making.job === null || (making.take !== null && making.take !== take)) return null
    return { take: liveTake(making.job), index }
  }

  /** Has made what is missing, or what is outdated, and shows it as it comes. */
  generate(): void {
    void this.hand.turns.take(async (stance) => {
      const { kind } = this.next
      if (kind !== 'nothing') void this.#make({ kind }, stance)
    })
  }

  /** New takes of the selected shots; with `ripple` also of all that follow. */
  again(ripple: boolean): void {
    void this.hand.turns.take(async (stance) => {
      const cards = stance.inHand.map(({ id }) => id)
      if (cards.length > 0) void this.#make({ kind: 'cards', cards, ripple }, stance)
    })
  }

  /** Has a second made again, and watches from where it begins. What is being made meanwhile goes on after it. */
  async redo({ card, at }: { readonly card: CardId; readonly at: number }): Promise<void> {
    const shot = this.shots.find(({ id }) => id === card)
    if (!shot) return
    this.goTo((shot.start + at - shot.from) * this.framesPerChunk)
    const { acts } = this
    await this.studio.attempt(this.studio.ofFilm('film.generate', card), async () => {
      await ask({ type: 'film.generate', session: this.session, request: { kind: 'branch', card, at } })
      if (this.acts === acts) this.#watching = 'anywhere' // from now on what comes is the new second
      return unfinished
    })
  }

  /** The takes of the shot at hand against each other, or the film again. */
  compare(): void {
    this.playhead.halt()
    this.comparison = this.comparison || !this.atHand ? null : compareShown(this, this.atHand)
  }

  async #make(request: Extract<Command, { type: 'film.generate' }>['request'], { acts }: Stance): Promise<void> {
    if (this.acts === acts) this.#watching = 'anywhere'
    await this.studio.attempt(this.studio.ofFilm('film.generate'), async () => {
      await ask({ type: 'film.generate', session: this.session, request })
      return unfinished
    })
  }

  /** Zooms around the playhead when it is in view, else around the middle. */
  zoom(factor: number): void {
    const x = this.scale.x(this.now) - this.scale.scroll
    this.scale.zoom(factor, x > 0 && x < this.scale.width ? x : this.scale.width / 2)
  }

  /** Goes to where one was when the film was last open. */
  #return({ frame, cards, lead }: LastView): void {
    this.selection.replace(cards)
    this.selection.confine(idsOf(this.shots))
    this.playhead.seek(frame)
    const shot = this.shots.find(({ id }) => id === lead)
    if (shot && shot.id !== this.atHand?.id) this.choose(shot) // the film was changed elsewhere
  }

  leave(): void {
    this.drafts.close()
    this.#closed = true
    this.#arrived()
    this.drag.cancel()
    this.playhead.halt()
    this.pictures.clear()
  }

  /** Goes along with what is made: to each new shot, unless the hand has taken the playhead elsewhere. */
  #watch(making: Making | null, before: Making | null): void {
    if (making === null) return
    const shot = this.shots.find(({ id }) => id === making.card)
    if (!shot) return
    if (this.#watching && making.ready > 0) {
      const elsewhere = this.#watching === 'here' && this.atHand?.id !== shot.id
      this.#watching = null
      if (!elsewhere) this.playhead.follow((shot.start + making.ready - shot.from - 1) * this.framesPerChunk)
    }
    if (making.ready > 0 || before?.card !== making.card) {
      this.#reach = (shot.start + Math.max(0, making.ready - shot.from)) * this.framesPerChunk
    }
  }
}

/** Pictures of a take that has no name yet are kept under that of the work the engine is at. */
const liveTake = (job: string): TakeId => takeId(`live:${job}`)
