/** Commands on the open film's cards: each is one undo step. */
import { readPictureFile } from '../../project/sketches.ts'
import { askPicturePath } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import { meantBy, type HandlerParts } from './parts.ts'

type Subject = Pick<Handlers, 'film.edit' | 'sketch.choose' | 'sketch.set' | 'cards.bring' | 'film.undo' | 'film.redo'>

export function cardsHandlers({ desk, window }: HandlerParts): Subject {
  const meant = meantBy(desk)
  return {
    'film.edit': meant(({ edit, burst }) => desk.edits.perform(edit, burst)),
    async 'sketch.choose'() {
      const chosen = await askPicturePath(window())
      return chosen === null ? null : readPictureFile(chosen)
    },
    'sketch.set': meant(({ card, bytes, burst }) => desk.edits.sketch(card, bytes, burst ?? null)),
    'cards.bring': meant(({ edit, sketches }) => desk.edits.bring(edit, sketches)),
    'film.undo': meant(() => desk.edits.undo()),
    'film.redo': meant(() => desk.edits.redo())
  }
}
