/** Named JSON values stored in the project, such as the name the studio gave its file (main/desk/given-name.ts). */
import type { Connection } from '../connection.ts'
import type { Proofs } from '../proof.ts'
import { jsonColumn, parseRow } from '../row.ts'

export function settingTable(db: Connection, path: string, proofs: Proofs) {
  const upsert = db.prepare<[name: string, value: string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
  )
  const select = db.prepare<[name: string], { number: number; value: string }>(
    'SELECT number, value FROM setting WHERE name = ?'
  )
  return {
    put(name: string, value: unknown): void {
      upsert.run(name, JSON.stringify(value))
      proofs?.seal('setting', select.get(name)!.number)
    },
    /** Undefined when never set. The value is untrusted file data: the caller parses it. */
    get(name: string): unknown {
      const found = select.get(name)
      if (found === undefined) return undefined
      proofs?.demand('setting', found.number)
      return parseRow(jsonColumn, found.value, 'setting', path)
    }
  }
}
