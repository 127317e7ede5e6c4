/** The film document of a damaged project: the readable cards and settings. */
import { limits } from '../../app/base/limits.ts'
import { isPlain, versionIn, type Plain } from '../../app/base/versions.ts'
import { emptyFilm, filmVersion, type Film } from '../../app/film/film.ts'
import { parseFilm } from '../../app/film/schema.ts'
import type { Connection } from '../store/connection.ts'
import { attempt } from '../store/readable-rows.ts'

export interface RecoveredFilm {
  readonly film: Film
  /** Nothing is missing. */
  readonly whole: boolean
}

/**
 * Cards are in story order; cards that the document does not name come last. Unreadable title, cast and settings are replaced by
 * those of a new film.
 * @param db the recovered rows
 * @returns null when neither the document nor a card can be read
 */
export function recoveredFilm(db: Connection): RecoveredFilm | null {
  const document = documentIn(db)
  const cards = cardsOf(document, cardsIn(db))
  const head = document && parsed({ ...document, cards: [] })
  const base: Plain = head ? document : { ...emptyFilm('Recovered film'), version: versionIn(document) ?? filmVersion }
  const sound = cards.found.filter((card) => parsed({ ...base, cards: [card] }))
  if (!head && sound.length === 0) return null
  const film = parsed({ ...base, cards: sound })
  return film ? { film, whole: head !== null && !cards.differ && sound.length === cards.found.length } : null
}

const parsed = (document: Plain): Film | null => attempt(() => parseFilm(document)) ?? null

function documentIn(db: Connection): Plain | null {
  const text = db.prepare<[], string>('SELECT document FROM film WHERE id = 1').pluck().get()
  const document = attempt<unknown>(() => JSON.parse(text ?? 'null'))
  return isPlain(document) ? document : null
}

const cardsIn = (db: Connection): Map<unknown, unknown> =>
  new Map(
    db
      .prepare<[], { number: number; json: string }>('SELECT number, json FROM card ORDER BY number')
      .all()
      .map(({ number, json }) => [number, attempt<unknown>(() => JSON.parse(json))])
  )

/** @param rows by number. `differ`: the document and the rows do not name the same cards. */
function cardsOf(document: Plain | null, rows: Map<unknown, unknown>): { found: unknown[]; differ: boolean } {
  const named: readonly unknown[] = Array.isArray(document?.['cards']) ? document['cards'] : []
  if (rows.size === 0 && named.every(isPlain)) return { found: [...named], differ: false } // an older version's document, or none
  const names = new Set(named.filter((number) => rows.has(number)))
  const order = new Set([...names, ...rows.keys()])
  const differ = names.size !== named.length || order.size !== named.length
  return { found: [...order].slice(0, limits.cards).map((number) => rows.get(number)), differ }
}
