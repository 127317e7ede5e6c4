/** Film files to open: intact, damaged, or of a newer version. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { perform, emptyHistory } from '../../../app/edits/history.ts'
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'

/** Writes a storyboard with nothing made; every shot is four chunks long. */
export function writeStoryboard(path: string, title: string, prompts: readonly string[]): void {
  const cards = prompts.map((prompt, index) => newCard(cardId(`card-${index + 1}`), { prompt, length: chunk(4) }))
  const { film } = perform(emptyFilm(title), emptyHistory, { type: 'addCards', at: 0, cards }, null)
  Project.create(path, film).close()
}

/** Overwrites the last pages, as a failing disk might: the film and its shots are damaged. */
export function damage(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  const broken = Buffer.alloc(32_768, 0xa5)
  writeSync(file, broken, 0, broken.length, size - broken.length)
  closeSync(file)
}

/** Marks a film as written by a newer version of the program. */
export function makeNewer(path: string): void {
  const db = new Database(path)
  db.pragma('user_version = 99')
  db.close()
}
