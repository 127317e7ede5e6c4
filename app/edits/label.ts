/** How an edit is called in the menu: a key and a number for the catalogue of strings, and the English words. */
import type { Edit } from './edit.ts'

type TextField = Extract<Edit, { type: 'setText' }>['field']
export type LabelKey = Exclude<Edit['type'], 'setText'> | `setText.${TextField}`

export interface Label {
  readonly what: LabelKey
  /** Shots (or takes) concerned; 1 where an edit has only one object. */
  readonly count: number
}

export function labelOf(edit: Edit): Label {
  const what = edit.type === 'setText' ? (`setText.${edit.field}` as const) : edit.type
  return { what, count: 'cards' in edit ? edit.cards.length : 1 }
}

const shots = (count: number): string => (count === 1 ? 'shot' : `${count} shots`)

const words: Record<LabelKey, (count: number) => string> = {
  addCards: (count) => `new ${shots(count)}`,
  pasteCards: (count) => `paste of ${shots(count)}`,
  bringCards: (count) => `paste of ${shots(count)}`,
  duplicateCards: (count) => `copy of ${shots(count)}`,
  removeCards: (count) => `removal of ${shots(count)}`,
  moveCards: (count) => `move of ${shots(count)}`,
  setLength: () => 'change of length',
  trimHead: () => 'trim',
  roll: () => 'roll',
  splitCard: () => 'split',
  'setText.title': () => 'title',
  'setText.shot': () => 'shot number',
  'setText.prompt': () => 'prompt',
  'setText.notes': () => 'notes',
  'setText.dialogue': () => 'dialogue',
  setSeed: () => 'seed',
  setPolicy: () => 'memory policy',
  setLookAhead: () => 'look-ahead',
  setSketch: () => 'sketch',
  setMarkers: () => 'markers',
  markFrame: () => 'what is remembered',
  addTake: (count) => (count === 1 ? 'new take' : `${count} new takes`),
  setActiveTake: () => 'choice of take',
  starTake: () => 'star',
  dropTake: () => 'removal of a take',
  addCastMember: () => 'new name in the cast',
  setCastMember: () => 'change in the cast',
  removeCastMember: () => 'removal from the cast',
  setTitle: () => 'film title',
  setSettings: () => 'film settings'
}

/** For example `move of 2 shots`; the menu says `Undo move of 2 shots`. */
export const labelText = ({ what, count }: Label): string => words[what](count)
export const labelKeys = Object.keys(words) as readonly LabelKey[]
