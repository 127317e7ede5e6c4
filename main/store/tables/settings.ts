/** Named JSON values that travel with the project: the name the studio gave its file (main/desk/given-name.ts). */
import type { Connection } from '../connection.ts'
import { jsonColumn, parseRow } from '../row.ts'

export function settingTable(db: Connection, path: string) {
  const upsert = db.prepare<[name: string, value: string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
  )
  const select = db.prepare<[name: string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  return {
    put(name: string, value: unknown): void {
      upsert.run(name, JSON.stringify(value))
    },
    /** Undefined when never set. The value is from a file: the caller parses it. */
    get(name: string): unknown {
      const found = select.get(name)
      return found === undefined ? undefined : parseRow(jsonColumn, found, 'setting', path)
    }
  }
}
