/** The cells of the board: one shot each, or the consecutive shots of a collapsed scene. Pure. */
import type { Scene } from '../../app/film/scene.ts'
import type { SceneId } from '../../app/ids.ts'
import type { Shot } from './shots.ts'

export interface Cell {
  /** At least one, in the order of the film. */
  readonly shots: readonly [Shot, ...Shot[]]
  /** The collapsed scene whose shots they are; null: a shot by itself. */
  readonly scene: Scene | null
}

/** The board as it is shown. */
export interface ShownBoard {
  readonly columns: number
  readonly cells: readonly Cell[]
}

/** A collapsed scene whose shots are apart has a cell for each run of them. */
export function cellsOf(shots: readonly Shot[], collapsed: ReadonlySet<SceneId>): readonly Cell[] {
  const cells: { shots: [Shot, ...Shot[]]; scene: Scene | null }[] = []
  for (const shot of shots) {
    const { scene } = shot.card
    const last = cells.at(-1)
    if (scene !== null && last?.scene?.id === scene.id) last.shots.push(shot)
    else cells.push({ shots: [shot], scene: scene !== null && collapsed.has(scene.id) ? scene : null })
  }
  return cells
}

/** The cell that holds the shot at a place in the film; the number of cells for a place behind the last shot. */
export function cellAt(cells: readonly Cell[], index: number): number {
  let [low, high] = [0, cells.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cells[middle]!.shots.at(-1)!.index < index) low = middle + 1
    else high = middle
  }
  return low
}
