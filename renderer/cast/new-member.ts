/** Somebody, or something, that is not in the cast yet. */
import type { CastMember } from '../../app/film/film.ts'
import { castId } from '../../app/ids.ts'

export const newMember = (name = ''): CastMember => ({
  ...{ id: castId(crypto.randomUUID()), kind: 'character' },
  ...{ name, words: '' }
})
