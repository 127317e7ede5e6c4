/** Reads the film document from a project file without the studio. */
import type Database from 'better-sqlite3'
import type { Card, Film } from '../../app/film/film.ts'

/** Also for files before format 7, in which cards are not rows of their own. */
export function storedFilm(db: Database.Database): Film {
  const film = JSON.parse(db.prepare('SELECT document FROM film').pluck().get() as string) as Film & {
    readonly cards: readonly (number | Card)[]
  }
  if (!film.cards.some((card) => typeof card === 'number')) return film
  const rows = db.prepare('SELECT number, json FROM card').all() as { number: number; json: string }[]
  const cards = new Map(rows.map(({ number, json }) => [number, JSON.parse(json) as Card]))
  return { ...film, cards: film.cards.map((number) => cards.get(number as unknown as number)!) }
}
