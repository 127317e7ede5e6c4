/** Cards of a script: what is seen becomes the prompt, what is said the dialogue, a scene's heading the title of its first shot. */
import { limits } from '../../base/limits.ts'
import { cardTexts } from '../../film/schema.ts'
import { emptyFilm, newCard, type Card, type Film } from '../../film/film.ts'
import { cardId } from '../../ids.ts'
import { chunk, secondsToChunks, type Chunk, type Seconds, type Timebase } from '../../time.ts'
import { divided } from './divided.ts'
import { estimated } from './estimate.ts'
import type { Leftovers, Script, ScriptScene, ScriptShot } from './script.ts'

/** A card to be, and what the preview says of it. */
export interface PlannedShot {
  readonly card: Card
  /** Heading of its scene; empty where there is none. */
  readonly scene: string
  /** Its length is not in the file. */
  readonly estimated: boolean
  /** As `ScriptShot.pictures`. */
  readonly pictures: readonly string[]
}

/** Shots of a script, in order. May be more than a film can have. @param idOf gives the id of the card at an index */
export function plan(
  script: Script,
  base: Timebase,
  left: Leftovers,
  idOf: (index: number) => string
): readonly PlannedShot[] {
  const shots: PlannedShot[] = []
  const numbers = new SceneNumbers()
  let before: number | null = null
  for (const shot of script.shots) {
    if (shots.length > limits.cards) break
    const scene = shot.scene === null ? null : script.scenes[shot.scene]!
    const first = shot.scene !== before
    before = shot.scene
    const parts = partsOf(shot, scene, left)
    parts.forEach((part, index) => {
      const opens = first && index === 0
      const texts = textsOf({ ...part, title: titleOf(part.title, opens ? scene : null) }, left)
      const shotNumber = index > 0 ? '' : shot.shot
      const number = scene === null || shotNumber !== '' ? shotNumber : numbers.next(shot.scene!, scene.number)
      const { chunks, estimated: guessed } = lengthOf(part, base, left)
      const kept = number.length > limits.shot ? '' : number
      const card = newCard(cardId(idOf(shots.length)), { ...texts, shot: kept, length: chunks })
      shots.push({ card, scene: scene?.heading ?? '', estimated: guessed, pictures: part.pictures })
    })
  }
  return withDistinctNumbers(shots)
}

/** Cards with a film around them, as edits bring them in. */
export const filmOf = (title: string, shots: readonly PlannedShot[]): Film => ({
  ...emptyFilm(title),
  cards: shots.map(({ card }) => card)
})

/** A shot as it is, or several where its texts are longer than those of a shot may be. */
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

const titleOf = (title: string, scene: ScriptScene | null): string =>
  [scene?.heading ?? '', title].filter((part) => part !== '').join(' · ')

function textsOf({ title, action, dialogue, notes }: ScriptShot, left: Leftovers) {
  const within = (text: string, most: number): string => {
    const [kept = '', ...rest] = divided(text, most)
    if (rest.length > 0) left.add('shortened', null, rest[0])
    return kept
  }
  const line = title.replace(/\s+/g, ' ').trim()
  return { prompt: action, dialogue, title: within(line, cardTexts.title.most), notes: within(notes, limits.notes) }
}

function lengthOf(shot: ScriptShot, base: Timebase, left: Leftovers): { chunks: Chunk; estimated: boolean } {
  const length: Seconds = shot.length ?? estimated(shot.action, shot.dialogue)
  const chunks = secondsToChunks(length, base)
  if (chunks <= limits.cardChunks) return { chunks, estimated: shot.length === null }
  left.add('length', null, `${Math.round(length)} s`)
  return { chunks: chunk(limits.cardChunks), estimated: shot.length === null }
}

/** Where a script numbers its scenes: 12, 12A, 12B … without I and O, as on a set. */
class SceneNumbers {
  readonly #given = new Map<number, number>()

  next(scene: number, number: string): string {
    if (number === '') return ''
    const count = this.#given.get(scene) ?? 0
    this.#given.set(scene, count + 1)
    return count === 0 ? number : `${number}${letters(count - 1)}`
  }
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const letters = (index: number): string =>
  (index < alphabet.length ? '' : letters(Math.floor(index / alphabet.length) - 1)) + alphabet[index % alphabet.length]!

/** No two shots are called the same: what comes twice has its place for a number. */
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
