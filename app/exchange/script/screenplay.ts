/**
 * A screenplay, paragraph by paragraph: a scene heading begins a scene, each paragraph of action a shot; dialogue after it
 * belongs to that shot. Notes belong to the shot before them in their scene, else to the next one.
 */
import { noLanguage } from '../../film/shot-language.ts'
import { headingLanguage } from './heading-language.ts'
import type { Script, ScriptScene, ScriptShot } from './script.ts'

interface Draft {
  readonly scene: number | null
  readonly action: string
  readonly speeches: string[]
  readonly notes: string[]
}

export class Screenplay {
  readonly #scenes: ScriptScene[] = []
  readonly #shots: Draft[] = []
  #last: Draft | null = null
  #pending: string[] = []

  scene(heading: string, number: string): void {
    this.#scenes.push({ heading, number })
    this.#last = null
  }

  action(text: string): void {
    if (text !== '') this.#begin(text)
  }

  /** @param name of the speaker; may be empty */
  speech(name: string, text: string): void {
    if (text === '' && name === '') return
    const { speeches } = this.#last ?? this.#begin('')
    speeches.push(name === '' ? text : `${name}: ${text}`.trimEnd())
  }

  note(text: string): void {
    if (text !== '') (this.#last?.notes ?? this.#pending).push(text)
  }

  done(title: string): Script {
    this.#shots.at(-1)?.notes.push(...this.#pending)
    const shots = this.#shots.map(({ scene, action, speeches, notes }): ScriptShot => ({
      ...{ scene, shot: '', title: '', action, dialogue: speeches.join('\n'), notes: notes.join('\n') },
      ...{ length: null, pictures: [] },
      language: scene === null ? noLanguage : headingLanguage(this.#scenes[scene]!.heading)
    }))
    return { title, scenes: this.#scenes, shots }
  }

  #begin(action: string): Draft {
    const scene = this.#scenes.length === 0 ? null : this.#scenes.length - 1
    const draft = { scene, action, speeches: [], notes: this.#pending }
    this.#pending = []
    this.#shots.push(draft)
    return (this.#last = draft)
  }
}
