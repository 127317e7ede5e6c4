/** Somebody, or something, that is not in the cast yet. */
import type { CastMember } from '../../app/film/film.ts'
import { freshCastId } from '../model/chance.ts'

export const newMember = (name = ''): CastMember => ({
  ...{ id: freshCastId(), kind: 'character' },
  ...{ name, words: '' }
})
