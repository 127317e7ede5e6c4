/** Film files as they lie on a disk before the studio is started: whole, damaged, from the future. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { perform, emptyHistory } from '../../../app/edits/history.ts'
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'

/** A storyboard of which nothing is made; every shot is four chunks long. */
export function writeStoryboard(path: string, title: string, prompts: readonly string[]): void {
  const cards = prompts.map((prompt, index) => newCard(cardId(`card-${index + 1}`), { prompt, length: chunk(4) }))
  const { film } = perform(emptyFilm(title), emptyHistory, { type: 'addCards', at: 0, cards }, null)
  Project.create(path, film).close()
}

/** Overwrites the last pages, as a failing disk does: the film and its shots are told to be damaged. */
export function damage(path: string): void {
  const { size } = statSync(path)
  const file = openSync(path, 'r+')
  const broken = Buffer.alloc(32_768, 0xa5)
  writeSync(file, broken, 0, broken.length, size - broken.length)
  closeSync(file)
}

/** As a version of the program that is not written yet would leave it. */
export function makeNewer(path: string): void {
  const db = new Database(path)
  db.pragma('user_version = 99')
  db.close()
}
