/** Creates a cast member. */
import type { CastMember } from '../../app/film/film.ts'
import { freshCastId } from '../model/chance.ts'

export const newMember = (name = ''): CastMember => ({
  ...{ id: freshCastId(), kind: 'character' },
  ...{ name, words: '' }
})
