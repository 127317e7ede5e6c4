/** The film document: one row. */
import * as v from 'valibot'
import type { Film } from '../../../app/film/film.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import { filmText } from '../film-text.ts'
import type { Proofs } from '../proof.ts'
import { countedColumn, jsonColumn, parseRow } from '../row.ts'

const row = v.strictObject({ revision: countedColumn, document: jsonColumn })

export function filmTable(db: Connection, path: string, proofs: Proofs) {
  const upsert = db.prepare<[revision: number, document: string]>(
    'INSERT INTO film (id, revision, document) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, document = excluded.document'
  )
  const select = db.prepare<[]>('SELECT revision, document FROM film WHERE id = 1')
  return {
    put(revision: number, film: Film): void {
      upsert.run(revision, filmText(film))
      proofs?.seal('film', 1)
    },
    /** The document is JSON from a file: the caller parses it. @throws Failure `project.damaged` when there is none */
    get(): { revision: number; document: unknown } {
      const found = select.get()
      if (found === undefined) throw damaged(path, 'its storyboard is missing')
      proofs?.demand('film', 1)
      return parseRow(row, found, 'film', path)
    }
  }
}
