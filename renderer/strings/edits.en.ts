/** Labels of undo and redo. English. */
import type { LabelKey } from '../../app/edits/label.ts'

export type EditWords = Readonly<Record<LabelKey, (count: number) => string>>

const shots = (count: number): string => (count === 1 ? 'shot' : `${count} shots`)

export const editsEn: EditWords = {
  addCards: (count) => `new ${shots(count)}`,
  pasteCards: (count) => `paste of ${shots(count)}`,
  bringCards: (count) => `${shots(count)} brought in`,
  duplicateCards: (count) => `copy of ${shots(count)}`,
  removeCards: (count) => `removal of ${shots(count)}`,
  moveCards: (count) => `move of ${shots(count)}`,
  setLength: () => 'change of length',
  lengthenCards: (count) => (count === 1 ? 'change of length' : `change of length of ${count} shots`),
  trimHead: () => 'trim',
  roll: () => 'move of a cut',
  splitCard: () => 'split',
  recut: () => 'edited cut',
  'setText.title': (count) => (count === 1 ? 'title of a shot' : `title of ${count} shots`),
  'setText.shot': () => 'shot number',
  'setText.prompt': (count) => (count === 1 ? 'prompt' : `prompt of ${count} shots`),
  'setText.notes': (count) => (count === 1 ? 'notes' : `notes of ${count} shots`),
  'setText.dialogue': (count) => (count === 1 ? 'dialogue' : `dialogue of ${count} shots`),
  'setLanguage.size': (count) => (count === 1 ? 'shot size' : `shot size of ${shots(count)}`),
  'setLanguage.angle': (count) => (count === 1 ? 'camera angle' : `camera angle of ${shots(count)}`),
  'setLanguage.movement': (count) => (count === 1 ? 'camera movement' : `camera movement of ${shots(count)}`),
  'setLanguage.lens': (count) => (count === 1 ? 'lens' : `lens of ${shots(count)}`),
  'setLanguage.place': (count) => (count === 1 ? 'place' : `place of ${shots(count)}`),
  'setLanguage.time': (count) => (count === 1 ? 'time of day' : `time of day of ${shots(count)}`),
  'setLanguage.transition': (count) => (count === 1 ? 'transition' : `transition of ${shots(count)}`),
  setLabel: (count) => (count === 1 ? 'label' : `label of ${shots(count)}`),
  setPoster: () => 'picture for a card',
  setScene: (count) => (count === 1 ? 'scene of a shot' : `scene of ${count} shots`),
  lockNumbers: () => 'lock of shot numbers',
  countNumbers: () => 'new count of shot numbers',
  setSeed: () => 'seed',
  setPolicy: () => 'kind of memory',
  acceptTake: () => 'a shot that looks fine',
  setLookAhead: () => 'look ahead',
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
  setTitle: () => 'name of the film',
  setSettings: () => 'settings of the film'
}
