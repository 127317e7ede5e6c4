/**
 * In-memory cache of an open project's ledger. Records never change, so each is read from the file once; card states are derived
 * from them after every edit and every chunk.
 */
import type { SnapshotId, TakeId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { ChunkRecord, Snapshot, TakeRecord } from '../../app/ledger/records.ts'

/** How records are read from the file. */
export interface Records extends Pick<Ledger, 'take' | 'chunksOf' | 'snapshot'> {
  /** A take's own chunks, first to last, without gaps. */
  madeBy(id: TakeId): readonly ChunkRecord[]
  /** The same for many takes at once; may omit takes, even all: ask `madeBy` for those. */
  madeByAll(): ReadonlyMap<TakeId, readonly ChunkRecord[]>
}

/** Cache size for snapshots: a join compares two, and neighbouring shots share them. Each takes a few kilobytes. */
const snapshotsKept = 64

export class KeptLedger implements Pick<Ledger, 'take' | 'chunksOf' | 'snapshot'> {
  readonly #file: Records
  readonly #takes: Map<TakeId, TakeRecord>
  readonly #chunks: Map<TakeId, readonly ChunkRecord[]>
  readonly #snapshots: Map<SnapshotId, Snapshot>
  /** Chunks that were read for all takes at once and are not used yet; null before that. A take that grows is read again. */
  #unasked: Map<TakeId, readonly ChunkRecord[]> | null
  /** Takes begun or extended since the project was opened, in order; a reader's position tells what is new to it. */
  readonly grown: TakeId[] = []

  /** @param read a cache of the same file, to copy */
  constructor(file: Records, read?: KeptLedger) {
    this.#file = file
    this.#takes = new Map(read && read.#takes)
    this.#chunks = new Map(read && read.#chunks)
    this.#snapshots = new Map(read && read.#snapshots)
    this.#unasked = read && read.#unasked ? new Map(read.#unasked) : null
  }

  take(id: TakeId): TakeRecord | undefined {
    const take = this.#takes.get(id) ?? this.#file.take(id)
    if (take) this.#takes.set(id, take)
    return take
  }

  /** Along a chain of branches each take is read for its own chunks only, so that each row is read once. */
  chunksOf(id: TakeId): readonly ChunkRecord[] {
    const unread: TakeId[] = []
    for (let each: TakeId | undefined = id; each && !this.#chunks.has(each); each = this.take(each)?.branch?.from) {
      unread.push(each)
    }
    for (const each of unread.reverse()) this.#chunks.set(each, this.#run(each))
    return this.#chunks.get(id)!
  }

  #run(id: TakeId): readonly ChunkRecord[] {
    const branch = this.take(id)?.branch
    if (!branch) return this.#madeBy(id)
    const shared = this.#chunks.get(branch.from)!.slice(0, branch.at)
    const made = this.#file.madeBy(id)
    const isWhole = shared.length === branch.at && (made.length === 0 || made[0]!.index === branch.at)
    return isWhole ? [...shared, ...made] : this.#file.chunksOf(id) // reports what is missing
  }

  #madeBy(id: TakeId): readonly ChunkRecord[] {
    this.#unasked ??= new Map(this.#file.madeByAll())
    const chunks = this.#unasked.get(id) ?? this.#file.madeBy(id)
    this.#unasked.delete(id)
    return chunks
  }

  snapshot(id: SnapshotId): Snapshot | undefined {
    const snapshot = this.#snapshots.get(id) ?? this.#file.snapshot(id)
    this.#snapshots.delete(id)
    if (snapshot) this.#snapshots.set(id, snapshot) // LRU: the map is ordered by last use
    if (this.#snapshots.size > snapshotsKept) this.#snapshots.delete(this.#snapshots.keys().next().value!)
    return snapshot
  }

  /** Adds takes that were read elsewhere. */
  keep(takes: readonly TakeRecord[]): void {
    for (const take of takes) this.#takes.set(take.id, take)
  }

  /** A take was written to the file. */
  began(take: TakeRecord): void {
    this.#takes.set(take.id, take)
    this.grown.push(take.id)
  }

  /** The next chunk of a take was written to the file. */
  made(take: TakeId, chunk: ChunkRecord): void {
    this.#unasked?.delete(take)
    const before = this.#chunks.get(take)
    if (before) this.#chunks.set(take, [...before, chunk]) // a new array, as readers may hold the old one
    this.grown.push(take)
  }
}
