/** Messages of the process that is killed: a line of JSON for each acknowledged thing. */
import { createHash } from 'node:crypto'
import type { Film } from '../../../app/film/film.ts'
import type { ChunkRecord } from '../../../app/ledger/records.ts'

export type Said =
  | { readonly at: 'stage'; readonly name: string }
  /** A stage's request is stored in the film's queue. */
  | { readonly at: 'asked'; readonly name: string }
  | { readonly at: 'chunk'; readonly chunk: string }
  | { readonly at: 'film'; readonly revision: number; readonly film: string }
  /** A file beside the film is complete. */
  | { readonly at: 'file'; readonly name: string }
  /** The film was saved under another name and continues there. */
  | { readonly at: 'moved'; readonly name: string }
  | { readonly at: 'engine'; readonly pid: number }

/** A chunk as text: ids and hashes. */
export const chunkInWords = ({ take, index, latents, before, after }: ChunkRecord): string =>
  [take, index, latents, before, after].join(' ')

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object'
    ? value
    : Array.isArray(value)
      ? value.map(sorted)
      : Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)])
        )

/** Hash of a film document, independent of the order of its fields. */
export const hashOf = (film: Film): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(film)))
    .digest('hex')
