/**
 * What went wrong, in English, where the window says it better than the part of the program that failed. Everything else
 * is told in that part's own words, which are English already.
 */
import type { FactName } from '../../app/contract/failure.ts'

/** Cause and remedy of a failure, from what it is about. */
export type Told = (facts: Readonly<Record<FactName, string | number>>) => readonly [cause: string, remedy: string]

export const failuresEn: Readonly<Record<string, Told>> = {
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
