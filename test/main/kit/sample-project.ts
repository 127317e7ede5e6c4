import { cardId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { filmOf, madeChunk, memory, takeOf } from './made.ts'

/** A project with two cards, a take of three chunks on the first, and some undo. */
export function sample(path: string, chunks = 3): Project {
  const project = Project.create(path, filmOf(2))
  const take = takeOf('take-1', chunks)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < chunks; index += 1) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
  return project
}
