/** Films for measuring the window. */
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'
import { prompt } from '../lineage.ts'

/** Writes a film of `count` shots of `length` chunks each, with nothing made. */
export function writeFilm(path: string, count: number, length: number): string {
  const cards = Array.from({ length: count }, (_, index) =>
    newCard(cardId(`card-${index + 1}`), { prompt, length: chunk(length), seed: { value: index, locked: true } })
  )
  Project.create(path, { ...emptyFilm('Bench'), cards }).close()
  return path
}
