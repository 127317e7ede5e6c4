/** The user's edits of scenes: each is one edit, applied to all shots of the scene. */
import { nextColour, scenesOf, type Scene } from '../../app/film/scene.ts'
import type { CardId } from '../../app/ids.ts'
import { t } from '../strings/strings.svelte.ts'
import { freshSceneId } from './chance.ts'
import { collapsed } from './collapsed.svelte.ts'
import type { FilmAtHand, FilmHost } from './film-at-hand.ts'
import type { Hand } from './hand.ts'
import { showDetails } from './show-panes.ts'
import { sharedScene, shotsOf, wholeScene } from './scenes.ts'
import type { Shot } from './shots.ts'
import { TypeAhead } from './type-ahead.svelte.ts'

/** A film whose shots have scenes. */
interface InScenes extends FilmAtHand {
  readonly studio: FilmHost
  readonly chunkSeconds: number
  readonly choice: { select(ids: readonly CardId[]): void }
}

export class SceneHand {
  readonly #film: InScenes
  readonly #hand: Hand

  constructor(film: InScenes, hand: Hand) {
    this.#film = film
    this.#hand = hand
  }

  /** Makes a scene of the selected shots and focuses its name; if they are exactly one scene already, focuses that name. */
  make(): Promise<void> {
    const ahead = new TypeAhead(this.#film, 'scene')
    return this.#hand.turns.take(async (stance) => {
      const { inHand, shots } = stance
      const [first] = inHand
      if (!first) return ahead.end()
      let scene = wholeScene(inHand, shots)
      if (scene === null) {
        scene = freshScene(shots)
        if (!(await this.#hand.edit({ type: 'setScene', cards: ids(inHand), scene }))) return ahead.end()
        this.#film.say(t().scenes.made(scene.name, inHand.length))
      }
      this.#hand.turns.settle(stance, (moved) => moved === this.#film && ahead.waits && this.name(ids(inHand)))
      const shown = this.#film.wantsScene
      if (shown === null) ahead.end()
      ahead.meet(this.#film.drafts.scene(shown ?? first.id, scene.id))
    })
  }

  /** Focuses the name of a scene. @param cards its shots: selected, unless the one at hand is among them */
  name(cards: readonly CardId[]): void {
    const { choice, shots, studio } = this.#film
    const scene = shots.find(({ id }) => id === cards[0])?.card.scene?.id
    if (scene === undefined) return
    if (this.#film.atHand?.card.scene?.id !== scene) choice.select(cards)
    showDetails(studio)
    this.#film.wantsScene = this.#film.atHand?.id ?? null
  }

  /** Collapses the scene of the shot at hand on the board, or expands it. */
  collapse(): void {
    const scene = this.#film.atHand?.card.scene
    if (scene) collapsed.toggle(scene.id)
  }

  /** Collapses all scenes, or expands them if they all are. */
  collapseAll(): void {
    collapsed.toggleAll(scenesOf(this.#film.shots.map(({ card }) => card)).map(({ id }) => id))
  }

  /** Assigns the selected shots to an existing scene, or to none. */
  give(scene: Scene | null): Promise<void> {
    return this.#hand.turns.take(async ({ inHand, shots }) => {
      const known = scene && scenesOf(shots.map(({ card }) => card)).find(({ id }) => id === scene.id)
      if (inHand.length > 0 && known !== undefined)
        await this.#hand.edit({ type: 'setScene', cards: ids(inHand), scene: known })
    })
  }

  /** Sets the colour of a scene. */
  paint({ id }: Scene, colour: Scene['colour']): Promise<void> {
    return this.#hand.turns.take(async ({ shots }) => {
      const own = shotsOf(shots, id)
      const scene = sharedScene(own)
      if (scene) await this.#hand.edit({ type: 'setScene', cards: ids(own), scene: { ...scene, colour } })
    })
  }

  /** Dissolves the scene of the shot at hand; its shots stay. */
  dissolve(): Promise<void> {
    return this.#hand.turns.take(async ({ atHand, shots }) => {
      const scene = atHand?.card.scene
      if (!scene) return
      if (await this.#hand.edit({ type: 'setScene', cards: ids(shotsOf(shots, scene.id)), scene: null }))
        this.#film.say(t().scenes.dissolved(scene.name))
    })
  }

  /** Selects all shots of the scene of the shot at hand. */
  select(): void {
    const { atHand, shots, choice } = this.#film
    if (atHand?.card.scene) choice.select(ids(shotsOf(shots, atHand.card.scene.id)))
  }
}

/** Named by number, in the least used colour. */
function freshScene(shots: readonly Shot[]): Scene {
  const scenes = scenesOf(shots.map(({ card }) => card))
  const names = new Set(scenes.map(({ name }) => name))
  let number = scenes.length + 1
  while (names.has(t().scenes.fresh(number))) number++
  return { id: freshSceneId(), name: t().scenes.fresh(number), colour: nextColour(scenes) }
}

const ids = (shots: readonly Shot[]): CardId[] => shots.map(({ id }) => id)
