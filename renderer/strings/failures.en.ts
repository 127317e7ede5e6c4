/** English texts of failures that the window words differently. All others are shown in their own words, which are English. */
import type { WindowFailures } from '../../app/base/failure-codes.ts'
import { whyNot } from './device-probe.ts'
import { deviceEnd, devicesEn } from './devices.ts'
import { shotEn } from './shot.en.ts'

/** Cause and remedy of a failure, from its facts. */
export type FailureText<Facts = never> = (facts: Facts) => readonly [cause: string, remedy: string]
/** A language has a text for every failure that can reach the window; the compiler reports missing ones. */
export type FailureTexts = { readonly [Code in keyof WindowFailures]: FailureText<WindowFailures[Code]> }

const unchanged = 'Nothing was changed.'
const fetchModel = 'The model is damaged or incomplete: fetch it again.'
const startedAgain = 'Nothing that was saved is lost; it is started again by itself.'
const remakeBefore = 'Make the shot before this one again, then this one.'
const { memflow, released } = shotEn.inspector.whichMemory

export const failuresEn: Partial<FailureTexts> = {
  'text.long': ({ count, most }) => [
    `Too long: ${count} of at most ${most} characters.`,
    'It is kept here, but is not in the film until it is shorter.'
  ],
  'number.range': ({ least, most }) => [
    'This cannot be used here.',
    `Write a whole number from ${least} to ${most}, in digits.`
  ],
  'edit.length': () => ['A shot cannot be any shorter.', unchanged],
  'edit.split': () => ['A shot is split between two of its seconds.', unchanged],

  'plan.range': () => ['A part was asked for that this take does not have.', 'Make the shot again.'],
  'plan.wishes': () => [
    'Pictures are to be kept in mind or left out, but this shot’s kind of memory chooses none.',
    `Choose “${memflow}” under Advanced, or take the pictures out.`
  ],
  'engine.given-up': ({ times }) => [
    `The part that makes the pictures was started again ${times} times and got nothing done.`,
    'What was made is saved. Close other programs so that memory becomes free, then go on generating.'
  ],
  'device.absent': ({ device, detail }) => [
    `This machine cannot compute with “${devicesEn.words[device]?.name ?? device}”: ${detail}.`,
    'Bring the driver of the graphics card up to date, or choose something else under “Compute with…”.'
  ],
  'device.wrong': ({ device, detail }) => [
    `“${devicesEn.words[device]?.name ?? device}” computes wrongly on this machine: its answer is ${detail} off.`,
    'Bring the driver of the graphics card up to date, or choose something else under “Compute with…”.'
  ],
  'device.unfit': ({ device, reason, detail }) => [
    devicesEn.probe.unfit(
      devicesEn.words[device]?.name ?? String(device),
      whyNot(devicesEn.probe, String(reason), detail)
    ),
    'Nothing was changed. Bring the driver of the graphics card up to date, or choose something else under “Compute with…”.'
  ],
  'precision.lacking': ({ device, detail }) => [
    `“${devicesEn.words[device]?.name ?? device}” does not compute with the precision “${devicesEn.precisions[detail]?.name ?? detail}”.`,
    'Choose another under “Compute with…”.'
  ],
  'device.memory': ({ device, detail }) => [
    `Memory ran out while “${devicesEn.words[device]?.name ?? device}” computed: ${detail}.`,
    `${startedAgain} Close other programs that use the graphics card.`
  ],
  'device.lost': ({ device, detail }) => [
    `“${devicesEn.words[device]?.name ?? device}” was lost, or its driver began anew: ${detail}.`,
    startedAgain
  ],
  'device.failed': ({ device, detail }) => [
    `“${devicesEn.words[device]?.name ?? device}” could not go on: ${detail}.`,
    startedAgain
  ],
  'device.given-up': ({ device, reason, detail }) => [
    devicesEn.gaveUp.title(
      devicesEn.words[device]?.name ?? String(device),
      deviceEnd(devicesEn, String(reason), detail)
    ),
    'What was made is saved. Choose something else under “Compute with…”, or try again later.'
  ],
  'chunk.refused': ({ detail }) => [
    `A second was not kept: ${detail}.`,
    'What was saved before is intact. Go on from there; if it happens again, report it with this text.'
  ],

  'export.no-pictures': () => ['A second of the film has no pictures.', 'Make the shot again.'],

  'memory.frame': () => [
    'A picture that is to be kept in mind is not in this film.',
    'Take it out of what the shot remembers, and make the shot again.'
  ],
  'memory.page': () => ['A part of what the film remembers is damaged, or belongs to another model.', remakeBefore],
  'memory.missing': () => ['A part of the memory that this shot begins with is not there any more.', remakeBefore],
  'memory.latents': () => ['The pictures of an earlier second are damaged.', remakeBefore],
  'memory.damaged': () => ['The memory that this shot begins with has changed since it was saved.', remakeBefore],
  'memory.shape': () => ['What the film remembers before this shot does not fit this model.', remakeBefore],
  'memory.model': ({ model, now }) => [
    `This shot remembers what the model ${model} made; ${now} cannot read that.`,
    'Use that model, or make the film again from its first card with this one.'
  ],
  'memory.policy': () => [
    `The memory “${released}” cannot go on from what another one has kept.`,
    `Choose it from the first card on, or choose “${memflow}”.`
  ],

  'model.numbers': () => [
    'The model answered with numbers that are no picture.',
    'Try another seed, or other words. If it stays so, the model is damaged: fetch it again.'
  ],
  'model.missing': ({ name }) => [
    `This film is made with ${name}, which is not on this computer.`,
    'Add that model, or choose another one for this film: Menu → Models….'
  ],
  'models.missing': ({ names }) => [
    `A part of this model is missing: ${names}.`,
    'Choose also the folder in which it is.'
  ],
  'pack.added': ({ model }) => [
    `${model} is here already.`,
    'Check it in the list; if it is damaged, remove it and add it again.'
  ],
  'pack.foreign': ({ folder, detail }) => [
    `${folder} is no model, and nothing in it is a part of one that is known here. ${detail}`,
    'Choose the folder of a model.'
  ],
  'pack.mixed': ({ folder }) => [
    `${folder} holds files of a model as others publish it; another folder holds a model that is ready.`,
    'Add them one after the other.'
  ],
  'pack.taken': ({ folder }) => [
    `Another model has its name here (${folder}).`,
    'Remove that one first, or ask the maker of the new one for another revision.'
  ],
  'pack.twice': ({ model }) => [`Two of these folders hold ${model}.`, 'Choose one of them.'],
  'pack.unknown': ({ model }) => [`${model} is not here any more.`, 'Close the list and open it again.'],
  'pack.missing': ({ folder }) => [
    `There is no model in ${folder}: its description is not there, or not readable.`,
    'Install Throughline again, or choose the folder of a model.'
  ],
  'pack.file': ({ file, folder }) => [`The model is incomplete: ${file} is missing from ${folder}.`, fetchModel],
  'pack.outside': ({ file, path }) => [
    `${file} is a link that leads out of the model’s folder, to ${path}.`,
    'Put the file itself into the folder.'
  ],
  'pack.not-a-file': ({ file, folder }) => [`${file} in ${folder} is no ordinary file.`, fetchModel],
  'pack.too-large': ({ file, count, most }) => [
    `${file} has ${count} bytes; a file of its kind has at most ${most}.`,
    fetchModel
  ],
  'pack.unreadable': ({ file, folder, detail }) => [
    `${file} in ${folder} cannot be read (${detail}).`,
    'Check the disk, and who may read it.'
  ],
  'pack.hash': ({ file }) => [`${file} is not the file that this model was published with.`, fetchModel],
  'pack.numbers': ({ file }) => [
    `${file} holds numbers that can only make noise.`,
    'The model is of a failed training. Choose another edition.'
  ],
  'pack.newer': () => [
    'This model was made for a newer Throughline.',
    'Update Throughline, or use an older edition of the model.'
  ],
  'pack.tensor': ({ file, detail }) => [
    `${file} does not hold the model that its description names: ${detail}`,
    'Description and weights belong to different models. Fetch the model again.'
  ],

  'project.damaged': ({ file }) => [
    `${file} is damaged, by a failing disk perhaps or a copy that was cut off.`,
    'The damaged file is only read. Everything that is whole is written to a new file that you choose.'
  ],
  'project.locked': ({ file }) => [
    `${file} is already open in another window or command.`,
    'Close it there first, or only look at it here.'
  ],
  'project.missing': ({ file }) => [`${file} is not there any more.`, 'It was probably moved, renamed or deleted.'],
  'project.not-ours': ({ file }) => [
    `${file} is not a film of Throughline.`,
    'Choose a file that ends in .throughline.'
  ],
  'project.moved': ({ file }) => [
    `${file} was moved, renamed or deleted while it was open.`,
    'Put it back, or save all of it under a new name.'
  ],
  'project.replaced': ({ file }) => [
    `Another file was copied over ${file} while it was open. Nothing more is saved to it.`,
    'Close it, and open a backup or another copy of the film.'
  ],
  'project.log-set-aside': ({ file, path }) => [
    `Beside ${file} lay unsaved work of another film. It was not mixed into this one.`,
    `It is kept as ${path}. Put the film that it belongs to into this folder and open it, or delete it.`
  ],
  'project.odd-set-aside': ({ file, path }) => [
    `Beside ${file} lay something that does not belong to the film. Nothing of it was read.`,
    `It is now called ${path}. If you do not know it, delete it.`
  ],
  'project.log-missing': ({ file }) => [
    `${file} was moved or copied while it was open, without its second file ${file}-wal: what was saved last may be missing.`,
    'If so, close it, put that file beside it under the film’s name, and open it again.'
  ],
  'project.read-only': ({ file }) => [
    `${file} cannot be changed: the file or its folder is read-only.`,
    'You may look at it and export it. To change it, save it under another name.'
  ],
  'project.opened-read-only': () => [
    'This film was opened to look at only.',
    'To change it, save it under another name.'
  ],
  'project.newer': () => [
    'This film was made by a newer version of Throughline.',
    'You may look at it and export it. To change it, install the newer version.'
  ]
}
