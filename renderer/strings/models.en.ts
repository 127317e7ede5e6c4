/** Models: what is here, looking for others, adding, checking, removing. English. */
import type { ModelPart } from '../../app/contract/models.ts'
import type { LicenceKind } from './licence-kind.ts'
import { sizeIn } from './numbers.ts'
import { named, time } from './units.en.ts'

const size = sizeIn('en-GB')
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const partNames: Readonly<Record<ModelPart, { name: string; does: string }>> = {
  generator: { name: 'Generator', does: 'makes the film' },
  lora: { name: 'LoRA', does: 'what training added to a generator; it is merged into it' },
  text: { name: 'Text model', does: 'reads what you write' },
  tokenizer: { name: 'Tokenizer', does: 'cuts what you write into the pieces that the text model knows' },
  decoder: { name: 'Decoder', does: 'makes pictures of what the generator makes' },
  tinyDecoder: { name: 'Tiny decoder', does: 'does the same faster and coarser' }
}

/** Parts of licences, as models call them. */
const licenceParts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(partNames).map(([part, { name }]) => [part, name])),
  model: 'Generator',
  textEncoder: 'Text model',
  trainingSprites: 'Training pictures'
}

const means: Readonly<Record<LicenceKind, string>> = {
  notStated: 'no licence is stated; ask where it was published',
  nonCommercial: 'not for commercial use',
  anything: 'for any use',
  withNotice: 'for any use, its notice kept with copies of the model',
  other: 'read its terms before you publish a film'
}

export const modelsEn = {
  title: 'Models',
  add: 'Add a model…',
  show: 'Show it',
  size,
  pictures: (width: number, height: number, fps: number) => `${width} × ${height}, ${fps} pictures a second`,
  free: (bytes: number) => `${size(bytes)} free`,
  shipped: 'Comes with Throughline',
  inUse: 'Makes this film',
  forNew: 'Makes new films',
  use: 'Use for this film',
  useThis: (name: string) => `Use for this film: ${name}`,
  useLater: 'Film is being made. Wait for it, or stop it first.',
  readOnly: 'This film cannot be changed.',
  others: (shots: readonly string[]) =>
    sentence(
      `${named(shots)} ${shots.length === 1 ? 'was' : 'were'} made with another model: outdated, and kept until made again.`
    ),
  madeWith: (shots: readonly string[]) =>
    sentence(`${named(shots)} of this film ${shots.length === 1 ? 'was' : 'were'} made with it`),
  licences: 'Licences',
  noLicence: 'no licence stated',
  licenceOf: (part: string) => licenceParts[part] ?? sentence(part),
  means,

  check: 'Check',
  checkThis: (name: string) => `Check ${name}`,
  checking: (name: string) => `Checking ${name}`,
  whole: (files: number) =>
    files === 1 ? 'Its file is as it was published.' : `All ${files} files are as they were published.`,
  notWhole: 'It is not as it was published:',
  addAgain: 'Remove it and add it again.',
  stop: 'Stop',

  remove: 'Remove…',
  removeThis: (name: string) => `Remove ${name}…`,
  removeQuestion: (name: string, bytes: number) => `Remove ${name}, ${size(bytes)}?`,
  filmsStay: 'Films made with it stay; to go on with them it must be added again.',
  keep: 'Keep it',
  removeIt: 'Remove it',
  removed: (name: string) => `${name} is removed.`,
  usedByFilm: 'The film that is open has takes of it, or is made with it. Close the film first.',

  looking: 'Looking what is there',
  looked: (count: number, of: number | null) =>
    count === 0
      ? 'Nothing is written yet.'
      : of === null
        ? `${count} files so far`
        : `${count} of ${of} files of weights looked into`,
  cancel: 'Cancel',
  anotherFolder: 'Another folder too…',
  parts: 'Parts of the model',
  partNames,
  missing: (usual: readonly string[]) => `Missing. Usually published as ${usual.join(', ')}.`,
  chooseOne: 'There are several. Which one is meant?',
  untold: 'Whether this generator makes film chunk by chunk, its file does not say: plain Wan 2.1 does not.',
  whichModel: 'Which model is it? Nothing in the files says it.',
  likely: (title: string) => `${title}, by their names`,
  passed: (count: number) => (count === 1 ? '1 other file is not used' : `${count} other files are not used`),
  left: (names: readonly string[]) => `Not copied, as the model does not need it: ${names.join(', ')}`,
  needs: (bytes: number, free: number) =>
    bytes > free
      ? `It needs ${size(bytes)}, and only ${size(free)} are free. Free some space first.`
      : `It needs ${size(bytes)}; ${size(free)} are free.`,
  agree: 'I have read these licences. Whether I may use this model is for me to know.',
  addThis: (count: number) => (count > 1 ? `Add ${count} models` : 'Add'),
  why: {
    missing: 'A part is missing. Choose also the folder in which it is.',
    choose: 'Say first which of several files is meant.',
    family: 'Say first which model it is.',
    problem: 'Nothing can be made of these files.',
    space: 'The disk has no room for it.',
    agree: 'Agree to the licences first.'
  },

  adding: (name: string) => `Adding ${name}`,
  bytes: (done: number, of: number, left: number | null) =>
    `${size(done)} of ${size(of)}${left === null ? '' : ` · ${left < 1 ? 'almost done' : `${time(left)} left`}`}`,
  opening: 'Opening it once, as for making film',
  added: (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} added.`,
  cancelled: 'Nothing was added, and nothing is left of it.',
  drop: 'Drop the folder of a model to see what is in it',

  lacking: (shots: readonly string[], model: string) =>
    sentence(
      `${named(shots)} ${shots.length === 1 ? 'was' : 'were'} made with ${model}, which is not on this computer.`
    ),
  filmLacks: (name: string) => `This film is made with ${name}, which is not on this computer.`,
  filmLacksHelp:
    'You can watch, edit and export it. To make more of it, add that model, or choose another one for this film.',
  lackingHelp: 'What is made of them stays as it is. To go on with that model, add it.',
  dismiss: 'Not now'
}
