/** Makes cards from a script: action becomes the prompt, speech the dialogue, a heading the scene of the shots below it. */
import { limits } from '../../base/limits.ts'
import { cardTexts, sceneName } from '../../film/schema.ts'
import { emptyFilm, newCard, type Card, type Film } from '../../film/film.ts'
import { nextColour, type Scene } from '../../film/scene.ts'
import { letters } from '../../film/shot-numbers.ts'
import { cardId, sceneId } from '../../ids.ts'
import { chunk, secondsToChunks, type Chunk, type Seconds, type Timebase } from '../../time.ts'
import { divided } from './divided.ts'
import { estimated } from './estimate.ts'
import type { Leftovers, Script, ScriptScene, ScriptShot } from './script.ts'

/** A future card, with details for the preview. */
export interface PlannedShot {
  readonly card: Card
  /** Its length is estimated. */
  readonly estimated: boolean
  /** As `ScriptShot.pictures`. */
  readonly pictures: readonly string[]
}

/**
 * The shots of a script, in order; may be more than a film allows.
 * @param idOf gives the id of the card (counted separately from 0, of the scene) at an index
 */
export function plan(
  script: Script,
  base: Timebase,
  left: Leftovers,
  idOf: (index: number) => string
): readonly PlannedShot[] {
  const shots: PlannedShot[] = []
  const numbers = new SceneNumbers()
  const scenes = scenesIn(script, left, idOf)
  for (const shot of script.shots) {
    if (shots.length > limits.cards) break
    const scene = shot.scene === null ? null : script.scenes[shot.scene]!
    const parts = partsOf(shot, scene, left)
    parts.forEach((part, index) => {
      const texts = textsOf(part, left)
      const shotNumber = index > 0 ? '' : shot.shot
      const number = scene === null || shotNumber !== '' ? shotNumber : numbers.next(shot.scene!, scene.number)
      const { chunks, estimated: guessed } = lengthOf(part, base, left)
      const kept = number.length > limits.shot ? '' : number
      const card = newCard(cardId(idOf(shots.length)), {
        ...texts,
        scene: shot.scene === null ? null : scenes[shot.scene]!,
        shot: kept,
        language: shot.language,
        length: chunks
      })
      shots.push({ card, estimated: guessed, pictures: part.pictures })
    })
  }
  return withDistinctNumbers(shots)
}

/** A film with these cards, in the form that imports take. */
export const filmOf = (title: string, shots: readonly PlannedShot[]): Film => ({
  ...emptyFilm(title),
  cards: shots.map(({ card }) => card)
})

/** A shot, split into several where its texts exceed a field's limit. */
function partsOf(shot: ScriptShot, scene: ScriptScene | null, left: Leftovers): readonly ScriptShot[] {
  const action = shot.action === '' && shot.dialogue !== '' ? (scene?.heading ?? '') : shot.action
  const actions = divided(action, limits.prompt)
  const dialogues = divided(shot.dialogue, limits.dialogue)
  const count = Math.max(actions.length, dialogues.length, 1)
  if (count > 1) left.add('divided', null, shot.action || shot.dialogue)
  return Array.from({ length: count }, (_, index) => ({
    ...(index === 0 ? shot : { ...shot, shot: '', title: '', notes: '', length: null, pictures: [] }),
    action: actions[index] ?? scene?.heading ?? '',
    dialogue: dialogues[index] ?? ''
  }))
}

/** Film scenes by their index in the script. Scenes with equal names stay separate. */
function scenesIn({ scenes }: Script, left: Leftovers, idOf: (index: number) => string): readonly Scene[] {
  const made: Scene[] = []
  for (const { heading } of scenes) {
    const name = within(oneLine(heading), sceneName.most, left)
    made.push({ id: sceneId(idOf(made.length)), name, colour: nextColour(made) })
  }
  return made
}

const textsOf = ({ title, action, dialogue, notes }: ScriptShot, left: Leftovers) => ({
  ...{ prompt: action, dialogue },
  title: within(oneLine(title), cardTexts.title.most, left),
  notes: within(notes, limits.notes, left)
})

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function within(text: string, most: number, left: Leftovers): string {
  const [kept = '', ...rest] = divided(text, most)
  if (rest.length > 0) left.add('shortened', null, rest[0])
  return kept
}

function lengthOf(shot: ScriptShot, base: Timebase, left: Leftovers): { chunks: Chunk; estimated: boolean } {
  const length: Seconds = shot.length ?? estimated(shot.action, shot.dialogue)
  const chunks = secondsToChunks(length, base)
  if (chunks <= limits.cardChunks) return { chunks, estimated: shot.length === null }
  left.add('length', null, `${Math.round(length)} s`)
  return { chunks: chunk(limits.cardChunks), estimated: shot.length === null }
}

/** Numbering within numbered scenes: 12, 12A, 12B … without I and O, as on a set. */
class SceneNumbers {
  readonly #given = new Map<number, number>()

  next(scene: number, number: string): string {
    if (number === '') return ''
    const count = this.#given.get(scene) ?? 0
    this.#given.set(scene, count + 1)
    return number + letters(count)
  }
}

/** Makes shot numbers unique: a duplicate is cleared, so its place is its number. */
function withDistinctNumbers(shots: readonly PlannedShot[]): readonly PlannedShot[] {
  const seen = new Set<string>()
  return shots.map((each) => {
    const { shot } = each.card
    if (shot === '') return each
    if (seen.has(shot)) return { ...each, card: { ...each.card, shot: '' } }
    seen.add(shot)
    return each
  })
}
