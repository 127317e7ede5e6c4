/** Questions and messages of main itself, in the language of the renderer; in English until it has sent its texts. */
import type { EndedTexts, Question } from '../../app/contract/commands.ts'

export interface Questions {
  leaving: Question
  replacing: Question
  elsewhere: Question
  hung: Question
  ended: EndedTexts
}

export const english = (): Questions => ({
  leaving: {
    title: 'The film is still being exported',
    text: 'If you leave it now, that ends and nothing is written. Files that were there before stay as they are.',
    stay: 'Keep exporting',
    go: 'End the export'
  },
  replacing: {
    title: '“{name}” is there already',
    text: 'If it is replaced, the film in it is gone, with all its takes.',
    stay: 'Keep it',
    go: 'Replace it'
  },
  elsewhere: {
    title: 'Films cannot be put into {name}',
    text: 'The folder cannot be written. Choose another place; new films are put there from then on.',
    stay: 'Cancel',
    go: 'Choose a place…'
  },
  hung: {
    title: 'The window does not answer',
    text: 'Your film is safe, and what is being made goes on. You can wait, or load the window again: it comes back with the film as it was, but for words typed while it did not answer.',
    stay: 'Wait',
    go: 'Load it again'
  },
  ended: {
    made: 'The film is made.',
    exported: 'The film is exported.',
    failed: 'It could not be finished.',
    asks: 'What computes the film failed twice. It waits for your answer.'
  }
})
