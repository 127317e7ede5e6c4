/**
 * Scenes: shots that belong together, by name and colour. A scene is what its shots say of it and lives as long as one of
 * them does, so that it goes wherever they go; why: docs/decisions/026-scenes-on-cards.md.
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

/** Of a scene that some cards tell otherwise than the ones before them its id, or null. */
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

/** The scenes of a film, in the order in which they begin. */
export const scenesOf = (cards: readonly InScene[]): readonly Scene[] => [
  ...new Map(cards.flatMap(({ scene }) => (scene ? [[scene.id, scene] as const] : []))).values()
]

/** The colour of a scene that comes after these: the one that was used least, and among those the first. */
export function nextColour(scenes: readonly Pick<Scene, 'colour'>[]): SceneColour {
  const count = (colour: SceneColour): number => scenes.filter((scene) => scene.colour === colour).length
  const least = Math.min(...sceneColours.map(count))
  return sceneColours.find((colour) => count(colour) === least)!
}

/**
 * Whether a card that comes to stand inside a scene belongs to it then: not where all of its own scene comes along.
 * @param there scenes of the cards that do not come along
 */
export const joinsScene = ({ scene }: InScene, there: ReadonlySet<SceneId | undefined>): boolean =>
  scene === null || there.has(scene.id)

/**
 * Cards that come to a place: one that comes to stand inside a scene may belong to it (`joinsScene`). A scene that the film has
 * already is called as it is called there.
 * @param rest the cards that are there, in order, without those that come
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
