/** The film document: one row for the film, and one for each card, so that an edit writes only the cards it changed. */
import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { few } from '../../../app/base/fields.ts'
import { limits } from '../../../app/base/limits.ts'
import type { Card, Film } from '../../../app/film/film.ts'
import type { CardId } from '../../../app/ids.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import { cardText, filmText } from '../film-text.ts'
import { hasTable, type Proofs } from '../proof.ts'
import { countedColumn, jsonColumn, parseRow } from '../row.ts'

const row = v.strictObject({ revision: countedColumn, document: jsonColumn })
const withNumbers = v.looseObject({ cards: few(countedColumn, limits.cards) })

/** A row of the table `card`. */
interface CardRow {
  readonly number: number
  readonly text: string
  /** Read from the file and not written since. */
  readonly read: boolean
}

export function filmTable(db: Connection, path: string, proofs: Proofs) {
  const upsert = db.prepare<[revision: number, document: string]>(
    'INSERT INTO film (id, revision, document) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, document = excluded.document'
  )
  const select = db.prepare<[]>('SELECT revision, document FROM film WHERE id = 1')
  const cards = hasTable(db, 'card') ? cardRows(db, path, proofs) : null // null: an older version, opened read-only
  return {
    put(revision: number, film: Film): void {
      upsert.run(revision, filmText(film, cards!.put(film)))
      proofs?.seal('film', 1)
    },
    /** The document is JSON from a file: the caller parses it. @throws Failure `project.damaged` when there is none */
    get(): { revision: number; document: unknown } {
      const found = select.get()
      if (found === undefined) throw damaged(path, 'its storyboard is missing')
      proofs?.demand('film', 1)
      const { revision, document } = parseRow(row, found, 'film', path)
      return { revision, document: cards ? cards.filled(document) : document }
    },
    /** Must be called after a rollback, since the cached rows were not stored. */
    forget(): void {
      cards?.forget()
    }
  }
}

function cardRows(db: Connection, path: string, proofs: Proofs) {
  const insert = db.prepare<[json: string]>('INSERT INTO card (json) VALUES (?)')
  const update = db.prepare<[json: string, number: number]>('UPDATE card SET json = ? WHERE number = ?')
  const remove = db.prepare<[number: number]>('DELETE FROM card WHERE number = ?')
  const selectAll = db.prepare<[], { number: number; json: unknown }>('SELECT number, json FROM card ORDER BY number')
  /** Cache of the rows by card; null before the first write. */
  let stored: Map<CardId, CardRow> | null = null

  /** Whether a row is up to date. An earlier version may have written keys in another order, hence the deep comparison. */
  const holds = (row: CardRow | undefined, card: Card): boolean =>
    row !== undefined && (row.text === cardText(card) || (row.read && isDeepStrictEqual(JSON.parse(row.text), card)))

  function read(): Map<CardId, CardRow> {
    const rows = new Map<CardId, CardRow>()
    for (const { number, json } of selectAll.all()) {
      const { id } = JSON.parse(String(json)) as { id: CardId }
      rows.set(id, { number, text: String(json), read: true })
    }
    return rows
  }
  function putCard(text: string, number: number | undefined): number {
    if (number !== undefined) update.run(text, number)
    const written = number ?? Number(insert.run(text).lastInsertRowid)
    proofs?.seal('card', written)
    return written
  }
  return {
    /** Writes the cards that changed. @returns the number of each card's row, in story order */
    put(film: Film): number[] {
      stored ??= read()
      const next = new Map<CardId, CardRow>()
      for (const card of film.cards) {
        const [text, known] = [cardText(card), stored.get(card.id)]
        const number = holds(known, card) ? known!.number : putCard(text, known?.number)
        next.set(card.id, { number, text, read: false })
      }
      for (const [id, { number }] of stored) {
        if (next.has(id)) continue
        remove.run(number)
        proofs?.drop('card', number)
      }
      stored = next
      return film.cards.map(({ id }) => next.get(id)!.number)
    },
    /** The document with row numbers replaced by cards. @throws Failure `project.damaged` when a row is missing or changed */
    filled(document: unknown): unknown {
      const parsed = v.safeParse(withNumbers, document)
      if (!parsed.success) return document // its parser reports the fault
      const count = db.prepare<[], number>('SELECT count(*) FROM card').pluck().get()!
      if (count > limits.cards) throw damaged(path, `table card, more than ${limits.cards} rows`)
      const { cards: numbers } = parsed.output
      const shot = (number: number): string => `the card at place ${numbers.indexOf(number) + 1} of the storyboard`
      for (const wrong of proofs?.wrongIn('card') ?? [])
        if (wrong) throw damaged(path, wrong.row === null ? wrong.detail : `${shot(wrong.row)} is not what was stored`)
      const rows = new Map(selectAll.all().map(({ number, json }) => [number, json]))
      const cards = numbers.map((number) => {
        if (!rows.has(number)) throw damaged(path, `${shot(number)} is missing`)
        return parseRow(jsonColumn, rows.get(number), 'card', path)
      })
      return { ...parsed.output, cards }
    },
    forget(): void {
      stored = null
    }
  }
}
