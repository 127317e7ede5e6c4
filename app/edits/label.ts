/** The label of an edit in the undo menu: a key and a count; the strings have the words. */
import type { LanguageField } from '../film/shot-language.ts'
import type { Edit } from './edit.ts'

type TextField = Extract<Edit, { type: 'setText' }>['field']
export type LabelKey =
  | Exclude<Edit['type'], 'setText' | 'setTexts' | 'setLanguage'>
  | `setText.${TextField}`
  | `setLanguage.${LanguageField}`

export interface Label {
  readonly what: LabelKey
  /** Number of shots (or takes); 1 where an edit has only one object. */
  readonly count: number
}

export function labelOf(edit: Edit): Label {
  return { what: keyOf(edit), count: 'cards' in edit ? edit.cards.length : 1 }
}

function keyOf(edit: Edit): LabelKey {
  if (edit.type === 'setText' || edit.type === 'setTexts') return `setText.${edit.field}`
  return edit.type === 'setLanguage' ? `setLanguage.${edit.field}` : edit.type
}

/** Every key once; a record, so the compiler finds a missing one. */
const known: Record<LabelKey, true> = {
  addCards: true,
  pasteCards: true,
  bringCards: true,
  duplicateCards: true,
  removeCards: true,
  moveCards: true,
  setLength: true,
  lengthenCards: true,
  trimHead: true,
  roll: true,
  splitCard: true,
  recut: true,
  'setText.title': true,
  'setText.shot': true,
  'setText.prompt': true,
  'setText.notes': true,
  'setText.dialogue': true,
  'setLanguage.size': true,
  'setLanguage.angle': true,
  'setLanguage.movement': true,
  'setLanguage.lens': true,
  'setLanguage.place': true,
  'setLanguage.time': true,
  'setLanguage.transition': true,
  setTransitionLength: true,
  setTitleCard: true,
  setLabel: true,
  setPoster: true,
  setScene: true,
  lockNumbers: true,
  countNumbers: true,
  setSeed: true,
  setPolicy: true,
  setLookAhead: true,
  acceptTake: true,
  setSketch: true,
  setMarkers: true,
  markFrame: true,
  addTake: true,
  setActiveTake: true,
  starTake: true,
  dropTake: true,
  addCastMember: true,
  setCastMember: true,
  removeCastMember: true,
  setTitle: true,
  setSettings: true,
  setModel: true,
  addClip: true,
  moveClip: true,
  trimClip: true,
  setClipGain: true,
  setClipFades: true,
  removeClip: true,
  setTrack: true,
  removeTrack: true
}
export const labelKeys = Object.keys(known) as readonly LabelKey[]
