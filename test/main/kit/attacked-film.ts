/** Films to attack. */
import Database from 'better-sqlite3'
import { cardId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { reseal } from './reseal.ts'
import { filmOf, madeChunk, memory, takeOf } from './made.ts'

export function film(path: string, title: string): Project {
  const project = Project.create(path, filmOf(2))
  const take = takeOf('take-1', 2)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < 2; index++) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
  project.edit({ type: 'setTitle', title })
  return project
}
/** Changes a closed file as no version of the program does. */
export function hurt(path: string, sql: string): void {
  const db = new Database(path)
  db.unsafeMode(true)
  db.pragma('writable_schema = ON')
  db.exec(sql)
  reseal(db)
  db.close()
}
