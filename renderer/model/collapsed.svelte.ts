/** The scenes that are collapsed on the board. Kept per machine, not in the film: it is how somebody looks at it. */
import { SvelteSet } from 'svelte/reactivity'
import { sceneId, type SceneId } from '../../app/ids.ts'

const key = 'collapsed'
/** Of the scenes of all films, the last ones that were collapsed are remembered. */
const most = 500

class Collapsed {
  readonly scenes = new SvelteSet<SceneId>(load())

  toggle(scene: SceneId): void {
    if (!this.scenes.delete(scene)) this.scenes.add(scene)
    this.#keep()
  }

  /** Collapses these, or expands them if they all are. */
  toggleAll(scenes: readonly SceneId[]): void {
    const all = scenes.every((scene) => this.scenes.has(scene))
    for (const scene of scenes)
      if (all) this.scenes.delete(scene)
      else this.scenes.add(scene)
    this.#keep()
  }

  #keep(): void {
    localStorage.setItem(key, JSON.stringify([...this.scenes].slice(-most)))
  }
}

function load(): SceneId[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').map(sceneId) : []
  } catch {
    return []
  }
}

export const collapsed = new Collapsed()
