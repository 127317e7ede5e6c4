/** What main asks before something is lost, in the language of the page; in English until that has said its words. */
import type { Question } from '../../app/contract/commands.ts'

export interface Questions {
  leaving: Question
  replacing: Question
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
  }
})
