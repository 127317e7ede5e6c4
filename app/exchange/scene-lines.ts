/**
 * Scenes in a shot list, one line in each of their shots: `> scene: INT. BARN - NIGHT (sky)`. The colour is optional. A
 * second scene of that name and colour is numbered: `(sky 2)`.
 */
import { textFault } from '../base/text.ts'
import { nextColour, sceneColours, scenesOf, type InScene, type Scene, type SceneColour } from '../film/scene.ts'
import { sceneName } from '../film/schema.ts'
import { sceneId, type SceneId } from '../ids.ts'
import { lineFault, type LineFault } from './shot-list.ts'

const colourAtEnd = new RegExp(`^(.*)\\((${sceneColours.join('|')})(?: \\d{1,4})?\\)$`, 'iu')

/** The text for each scene in its shots. */
export function sceneLines(cards: readonly InScene[]): ReadonlyMap<SceneId, string> {
  const count = new Map<string, number>()
  return new Map(
    scenesOf(cards).map(({ id, name, colour }) => {
      const plain = `${name.trim()} (${colour}`.trim()
      const number = (count.get(plain) ?? 0) + 1
      count.set(plain, number)
      return [id, number === 1 ? `${plain})` : `${plain} ${number})`]
    })
  )
}

/** Parses scene lines: equal text means the same scene. */
export class SceneReader {
  readonly #scenes = new Map<string, Scene>()
  readonly #idOf: (index: number) => string

  /** @param idOf gives the id of the scene at an index */
  constructor(idOf: (index: number) => string) {
    this.#idOf = idOf
  }

  /** @param text after `> scene:`; empty: none */
  read(text: string, line: number, faults: LineFault[]): Scene | null {
    if (text === '') return null
    const known = this.#scenes.get(text)
    if (known) return known
    const [, words = text, colour] = colourAtEnd.exec(text) ?? []
    const name = words.trim()
    const wrong = textFault(name, sceneName)
    if (wrong !== null) faults.push(lineFault(line, 'text', `the name of its scene ${wrong}.`, 'Make it shorter.'))
    const scene: Scene = {
      id: sceneId(this.#idOf(this.#scenes.size)),
      name,
      colour: (colour?.toLowerCase() as SceneColour | undefined) ?? nextColour([...this.#scenes.values()])
    }
    this.#scenes.set(text, scene)
    return scene
  }
}
