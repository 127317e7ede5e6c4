/** Version 7: a row per card, so that an edit writes the cards it changed and not the whole film. */
import { versionOf, type Connection } from '../connection.ts'
import { proofTable } from '../proof.ts'
import { provenVersion } from './005-proofs.ts'

const table = 'CREATE TABLE card (number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT'

/** @throws Failure `project.damaged` when the film does not match its hash: damaged data must not get a new one */
export function cards(db: Connection): void {
  if (db.prepare('SELECT 1 FROM film').get() === undefined) return makeNearBeginning(db)
  const proofs = versionOf(db) >= provenVersion ? proofTable(db, '') : null // older files are hashed after all migrations
  proofs?.demand('film', 1)
  db.exec(table)
  if (!splitFilm(db)) return
  proofs?.seal('film', 1)
  for (const number of db.prepare<[], number>('SELECT number FROM card').pluck().all()) proofs?.seal('card', number)
}

/** In a new file, gives the cards the third page, which the undo log had: a truncated file keeps its storyboard. */
function makeNearBeginning(db: Connection): void {
  const log = db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'edit'").pluck().get()!
  db.exec(`DROP TABLE edit; ${table}; ${log}`)
}

/**
 * Moves the cards of a film document into rows of their own. @returns false when the document is not a film: reading it reports that
 */
function splitFilm(db: Connection): boolean {
  const film = readable(db.prepare<[], string>('SELECT document FROM film').pluck().get()!)
  if (film === null) return false
  const insert = db.prepare<[json: string]>('INSERT INTO card (json) VALUES (?)')
  const numbers = film.cards.map((card) => Number(insert.run(JSON.stringify(card)).lastInsertRowid))
  db.prepare<[string]>('UPDATE film SET document = ?').run(JSON.stringify({ ...film, cards: numbers }))
  return true
}

function readable(text: string): { readonly cards: readonly object[] } | null {
  try {
    const film = JSON.parse(text) as { cards?: unknown } | null
    const found: unknown = film?.cards
    return Array.isArray(found) && found.every((card) => typeof card === 'object' && card !== null)
      ? { ...film, cards: found as object[] }
      : null
  } catch {
    return null
  }
}
