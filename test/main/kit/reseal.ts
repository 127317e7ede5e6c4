import { provenTables, sealAll } from '../../../main/store/proof.ts'
import type { Connection } from '../../../main/store/connection.ts'

/** Takes all hashes anew, as whoever makes a hostile file on purpose would; not where something else stands in a table's place. */
export function reseal(db: Connection): void {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  if (![...provenTables, 'proof'].every((name) => tables.includes(name))) return
  try {
    sealAll(db, db.name)
  } catch {
    // A number that no program could have written: refused for that.
  }
}
