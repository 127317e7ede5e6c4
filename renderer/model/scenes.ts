/** The shots of scenes. Pure. */
import { sameScene, type Scene } from '../../app/film/scene.ts'
import type { CardId, SceneId } from '../../app/ids.ts'
import type { Shot } from './shots.ts'

type OfScene = Pick<Shot, 'card'>

/** The shots of a scene, in the order of the film. */
export const shotsOf = <S extends OfScene>(shots: readonly S[], scene: SceneId): readonly S[] =>
  shots.filter(({ card }) => card.scene?.id === scene)

/** The scene that all these shots have, null: none; undefined: they differ. */
export function sharedScene(shots: readonly OfScene[]): Scene | null | undefined {
  const [first] = shots
  return first && shots.every(({ card }) => sameScene(card, first.card)) ? first.card.scene : undefined
}

/** The scene that consists of exactly these shots; else null. */
export function wholeScene(shots: readonly OfScene[], all: readonly OfScene[]): Scene | null {
  const scene = sharedScene(shots) ?? null
  return scene !== null && shotsOf(all, scene.id).length === shots.length ? scene : null
}

/** For each scene its shots in order, and their length in chunks. */
export function byScene(
  shots: readonly Shot[]
): ReadonlyMap<SceneId, { readonly ids: readonly CardId[]; readonly length: number }> {
  const scenes = new Map<SceneId, { ids: CardId[]; length: number }>()
  for (const { id, card, length } of shots) {
    if (card.scene === null) continue
    const own = scenes.get(card.scene.id) ?? { ids: [], length: 0 }
    own.ids.push(id)
    own.length += length
    scenes.set(card.scene.id, own)
  }
  return scenes
}
