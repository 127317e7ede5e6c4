/** Positions of scene bands above the cards. Pure. */
import { sameScene, type Scene } from '../../app/film/scene.ts'
import type { CardId } from '../../app/ids.ts'
import type { Placed } from './layout.ts'

/** Consecutive shots of one scene. A scene whose shots are apart has several bands. */
export interface SceneBand {
  readonly scene: Scene
  /** Its first shot. */
  readonly first: CardId
  /** In chunks from the beginning of the film. */
  readonly start: number
  readonly length: number
}

/**
 * @param placed the shots as drawn, without the dragged ones
 * @param joins whether a drop in a gap inside a scene joins it: then its band covers the gap
 */
export function bandsOf(
  placed: readonly Placed[],
  sceneOf: (id: CardId) => Scene | null,
  joins: boolean
): readonly SceneBand[] {
  const bands: SceneBand[] = []
  let before: Scene | null = null
  for (const { id, start, length } of placed) {
    const scene = sceneOf(id)
    const last = bands.at(-1)
    const adjoins = joins || (last && last.start + last.length === start)
    if (scene !== null && last && adjoins && sameScene({ scene }, { scene: before }))
      bands[bands.length - 1] = { ...last, length: start + length - last.start }
    else if (scene !== null) bands.push({ scene, first: id, start, length })
    before = scene
  }
  return bands
}
