/** Chunk records and their latents. */
import * as v from 'valibot'
import type { ChunkId, SnapshotId, TakeId } from '../../../app/ids.ts'
import type { ChunkRecord } from '../../../app/ledger/records.ts'
import { timingsSchema } from '../../../app/ledger/schemas.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import type { Branches } from './branches.ts'
import { blobColumn, hashColumn, jsonColumn, parseRow, wholeColumn } from '../row.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

const text = v.pipe(v.string(), v.minLength(1))
/** Milliseconds per phase, as JSON text. */
export const timingsColumn = v.pipe(jsonColumn, timingsSchema)
const row = v.strictObject({
  number: wholeColumn,
  id: text,
  take: text,
  index: wholeColumn,
  parent: v.nullable(text),
  latents: hashColumn,
  before: hashColumn,
  after: hashColumn,
  device: text,
  timings: timingsColumn
})
const columns =
  'number, id, take, position AS "index", parent, latents_sha256 AS latents, before, after, device, timings'

export function chunkTable(db: Connection, path: string, branches: Branches, proofs: Proofs) {
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO chunk (id, take, position, parent, before, after, device, timings, made, latents_sha256, latents)
     VALUES (@id, @take, @index, @parent, @before, @after, @device, @timings, @made, @latents, @bytes)`
  )
  /** A take's own chunks before a position. */
  const selectMade = db.prepare<[take: string, before: number]>(
    `SELECT ${columns} FROM chunk WHERE take = ? AND position < ? ORDER BY position`
  )
  const selectAll = db.prepare<[], { take: unknown }>(`SELECT ${columns} FROM chunk ORDER BY number`)
  const selectWithout = db
    .prepare<[], string>('SELECT id FROM take t WHERE NOT EXISTS (SELECT 1 FROM chunk c WHERE c.take = t.id)')
    .pluck()
  const count = db.prepare<[], number>('SELECT count(*) FROM chunk').pluck()
  const select = db.prepare<[id: string]>(`SELECT ${columns} FROM chunk WHERE id = ?`)
  const selectLast = db.prepare<[take: string, before: number]>(
    `SELECT ${columns} FROM chunk WHERE take = ? AND position < ? ORDER BY position DESC LIMIT 1`
  )
  const selectAfter = db
    .prepare<[after: string], string>('SELECT id FROM chunk WHERE after = ? ORDER BY number DESC LIMIT 1')
    .pluck()
  const selectLatents = db
    .prepare<[hash: string], unknown>('SELECT latents FROM chunk WHERE latents_sha256 = ? LIMIT 1')
    .pluck()
  const replace = db.prepare<[latents: Uint8Array, id: string]>('UPDATE chunk SET latents = ? WHERE id = ?')
  /** The takes that made a take's chunks, first to last, each with the position where the next one begins. */
  function linesOf(take: TakeId): { maker: TakeId; before: number }[] {
    const lines = [{ maker: take, before: Number.MAX_SAFE_INTEGER }]
    for (let branch = branches?.of(take); branch; branch = branches?.of(branch.from)) {
      lines.push({ maker: branch.from, before: Math.min(branch.at, lines.at(-1)!.before) })
    }
    return lines.reverse()
  }
  const parse = (found: unknown): ChunkRecord => {
    const { number, ...chunk } = parseRow(row, found, 'chunk', path)
    proofs?.demand('chunk', number)
    return chunk as ChunkRecord
  }
  const one = (found: unknown): ChunkRecord | undefined => (found === undefined ? undefined : parse(found))
  return {
    /** @param made milliseconds since 1970, UTC */
    add(chunk: ChunkRecord, latents: Uint8Array, made: number): void {
      const { lastInsertRowid } = insert.run({
        ...chunk,
        timings: JSON.stringify(chunk.timings),
        made,
        bytes: latents
      })
      proofs?.seal('chunk', Number(lastInsertRowid))
    },
    /** Replaces damaged latents. @param latents bytes that match the record's hash */
    restore: (id: ChunkId, latents: Uint8Array): void => void replace.run(latents, id),
    get: (id: ChunkId): ChunkRecord | undefined => one(select.get(id)),
    /**
     * The chunks of a take, first to last: those it shares, then its own.
     * @throws Failure `project.damaged` when one in the middle is missing
     */
    ofTake(take: TakeId): ChunkRecord[] {
      const found = linesOf(take).flatMap(({ maker, before }) => selectMade.all(maker, before).map(parse))
      const gap = found.findIndex((chunk, position) => chunk.index !== position)
      if (gap >= 0) throw damaged(path, `chunk ${gap + 1} of a take is missing`)
      return found
    },
    /** A take's own chunks, first to last. @throws Failure `project.damaged` when one in the middle is missing */
    madeBy(take: TakeId): ChunkRecord[] {
      const found = selectMade.all(take, Number.MAX_SAFE_INTEGER).map(parse)
      const first = branches?.of(take)?.at ?? 0
      const gap = found.findIndex((chunk, position) => chunk.index !== first + position)
      if (gap >= 0) throw damaged(path, `chunk ${first + gap + 1} of a take is missing`)
      return found
    },
    /**
     * `madeBy` for all takes in one pass over the table, many times faster than take by take. Omits takes that share chunks, and
     * takes with damaged chunks: `madeBy` reports those.
     * @returns null when there are more than `most`
     */
    madeByAll(most: number): Map<TakeId, ChunkRecord[]> | null {
      if (count.get()! > most) return null
      const made = new Map<TakeId, ChunkRecord[]>()
      const unsound = new Set<unknown>()
      for (const found of selectAll.all()) {
        try {
          const chunk = parse(found)
          const before = made.get(chunk.take)
          if (before) before.push(chunk)
          else made.set(chunk.take, [chunk])
        } catch {
          unsound.add(found.take)
        }
      }
      const branched = branches?.takes()
      for (const take of selectWithout.all()) made.set(take as TakeId, [])
      for (const [take, chunks] of made) {
        const isWhole = branched?.has(take) !== true && chunks.every(({ index }, position) => index === position)
        if (!isWhole || unsound.has(take)) made.delete(take)
      }
      return made
    },
    /** The last chunk of a take, its own or shared. */
    lastOf(take: TakeId): ChunkRecord | undefined {
      for (const { maker, before } of linesOf(take).reverse()) {
        const last = one(selectLast.get(maker, before))
        if (last) return last
      }
      return undefined
    },
    /** The newest chunk with this memory after it: the parent of a take that starts from it. */
    withAfter: (memory: SnapshotId): ChunkId | undefined => selectAfter.get(memory) as ChunkId | undefined,
    /** f16 latents by their SHA-256. @throws Failure `project.damaged` when the bytes do not match it */
    latents(hash: string): Uint8Array | undefined {
      const found = selectLatents.get(hash)
      if (found === undefined) return undefined
      const bytes = parseRow(blobColumn, found, 'chunk', path)
      if (sha256(bytes) !== hash) throw damaged(path, `the latents ${hash.slice(0, 12)} changed on the disk`)
      return bytes
    }
  }
}
