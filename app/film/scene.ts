/**
 * Scenes: named, coloured groups of shots. A scene exists only on its shots and as long as one of them does, so it moves
 * with them; why: docs/decisions/026-scenes-on-cards.md.
 */
import type { SceneId } from '../ids.ts'

export interface Scene {
  readonly id: SceneId
  /** May be empty. */
  readonly name: string
  readonly colour: SceneColour
}

/** In the order in which new scenes get them. */
export const sceneColours = ['sky', 'red', 'green', 'pink', 'yellow', 'blue'] as const
export type SceneColour = (typeof sceneColours)[number]

/** A card, as far as scenes are concerned. */
export interface InScene {
  readonly scene: Scene | null
}

export const sameScene = (one: InScene | undefined, other: InScene | undefined): boolean =>
  one?.scene?.id === other?.scene?.id

/** Id of a scene whose cards disagree about it, or null. */
export function sceneFault(cards: readonly InScene[]): SceneId | null {
  const known = new Map<SceneId, Scene>()
  for (const { scene } of cards) {
    if (scene === null) continue
    const first = known.get(scene.id)
    if (first === undefined) known.set(scene.id, scene)
    else if (first.name !== scene.name || first.colour !== scene.colour) return scene.id
  }
  return null
}

/** The scenes of a film, in order of their first shot. */
export const scenesOf = (cards: readonly InScene[]): readonly Scene[] => [
  ...new Map(cards.flatMap(({ scene }) => (scene ? [[scene.id, scene] as const] : []))).values()
]

/** The colour for a new scene: the least used one, the first of several. */
export function nextColour(scenes: readonly Pick<Scene, 'colour'>[]): SceneColour {
  const count = (colour: SceneColour): number => scenes.filter((scene) => scene.colour === colour).length
  const least = Math.min(...sceneColours.map(count))
  return sceneColours.find((colour) => count(colour) === least)!
}

/**
 * Whether a card inserted inside a scene joins it: not if all of its own scene is moved along.
 * @param there scenes of the cards that are not moved
 */
export const joinsScene = ({ scene }: InScene, there: ReadonlySet<SceneId | undefined>): boolean =>
  scene === null || there.has(scene.id)

/**
 * Cards inserted at an index: one that lands inside a scene may join it (`joinsScene`). An existing scene keeps its name
 * there.
 * @param rest the other cards, in order
 */
export function takenIn<C extends InScene>(cards: readonly C[], rest: readonly InScene[], at: number): readonly C[] {
  const told = new Map([...scenesOf(cards), ...scenesOf(rest)].map((scene) => [scene.id, scene]))
  const there = new Set(scenesOf(rest).map(({ id }) => id))
  const around = rest[at - 1]?.scene ?? null
  const inside = around !== null && sameScene(rest[at - 1], rest[at])
  return cards.map((card) => {
    const { scene } = card
    if (inside && joinsScene(card, there)) return { ...card, scene: around }
    return scene === null ? card : { ...card, scene: told.get(scene.id)! }
  })
}
