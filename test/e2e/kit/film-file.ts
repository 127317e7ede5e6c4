/** Reads the shots on the timeline from the project file without the studio, also while the film is open there. */
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import type { Film } from '../../../app/film/film.ts'
import { storedFilm } from '../../kit/stored-film.ts'

export interface StoredShot {
  readonly card: string
  /** The take it shows; null when nothing is made. */
  readonly take: string | null
  /** For each stored chunk: a hash of its latents, its memory before and after, and its pictures. */
  readonly chunks: readonly string[]
}

interface ChunkRow {
  readonly id: string
  readonly latents: Uint8Array
  readonly before: string
  readonly after: string
}

/** The stored film document. */
export function storedDocument(path: string): Film {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 })
  try {
    return storedFilm(db)
  } finally {
    db.close()
  }
}

/** The shots of a film in order, hashed from the stored bytes, not taken from the hashes in the file. */
export function storedShots(path: string): StoredShot[] {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 })
  try {
    const { cards } = storedFilm(db)
    const own = db.prepare(
      'SELECT id, latents, before, after FROM chunk WHERE take = ? AND position < ? ORDER BY position'
    )
    const branch = db.prepare('SELECT parent, position FROM branch WHERE take = ?')
    /** The chunks of a take before a position: shared ones, then its own. */
    const chunksOf = (take: string | null, before = Number.MAX_SAFE_INTEGER): ChunkRow[] => {
      const shared = branch.get(take) as { parent: string; position: number } | undefined
      const first = shared ? chunksOf(shared.parent, Math.min(before, shared.position)) : []
      return [...first, ...(own.all(take, before) as ChunkRow[])]
    }
    const pictures = db.prepare('SELECT jpeg FROM frame WHERE chunk = ? ORDER BY position').pluck()
    return cards.map(({ id, activeTake }) => ({
      card: id,
      take: activeTake,
      chunks: chunksOf(activeTake).map(({ id: chunk, latents, before, after }) => {
        const hash = createHash('sha256').update(latents).update(before).update(after)
        for (const jpeg of pictures.all(chunk) as Uint8Array[]) hash.update(jpeg)
        return hash.digest('hex')
      })
    }))
  } finally {
    db.close()
  }
}

/** Number of stored chunks of the shots on the timeline. */
export const storedChunks = (path: string): number =>
  storedShots(path).reduce((sum, { chunks }) => sum + chunks.length, 0)
