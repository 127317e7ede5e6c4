/** Where the scenes stand above the cards. Pure. */
import { sameScene, type Scene } from '../../app/film/scene.ts'
import type { CardId } from '../../app/ids.ts'
import type { Placed } from './layout.ts'

/** Shots that follow each other and are of one scene. A scene whose shots stand apart has several. */
export interface SceneBand {
  readonly scene: Scene
  /** Its first shot. */
  readonly first: CardId
  /** In chunks from the beginning of the film. */
  readonly start: number
  readonly length: number
}

/**
 * @param placed the shots as they are drawn, without those in the hand
 * @param joins whether what is dropped in a gap inside a scene belongs to it: then its band covers the gap
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
