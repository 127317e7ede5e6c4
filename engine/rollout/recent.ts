/** An LRU cache bounded by bytes. */
import { missingMemory } from '../../app/ledger/missing-memory.ts'

/** Fetches missing entries in one call; results in the order asked, undefined where an entry does not exist or was cached meanwhile. */
export type Fetch<Name extends string, Stored = Uint8Array> = (
  names: readonly Name[]
) => Promise<readonly (Stored | undefined)[]>

/** Keeps the most recently used entries up to a number of bytes. Eviction does not affect entries already handed out. */
export class Recent<Name extends string, Value> {
  readonly #entries = new Map<Name, Value>()
  /** Reserved entries are not evicted; the number counts the reservations. */
  readonly #awaited = new Map<Name, number>()
  readonly #limit: number
  readonly #sizeOf: (value: Value) => number
  readonly #dropped: (value: Value) => void
  #bytes = 0

  /**
   * @param sizeOf bytes of memory that an entry takes
   * @param dropped called with an entry that was evicted or replaced
   */
  constructor(limit: number, sizeOf: (value: Value) => number, dropped: (value: Value) => void = () => {}) {
    this.#limit = limit
    this.#sizeOf = sizeOf
    this.#dropped = dropped
  }

  /** Whether reserved entries alone take more than the limit. */
  get overfull(): boolean {
    return this.#bytes > this.#limit
  }

  get(name: Name): Value | undefined {
    const value = this.#entries.get(name)
    if (value === undefined) return undefined
    this.#entries.delete(name)
    this.#entries.set(name, value)
    return value
  }

  put(name: Name, value: Value): void {
    this.drop(name)
    this.#entries.set(name, value)
    this.#bytes += this.#sizeOf(value)
    this.#evict(name)
  }

  /** Evicts what is over the limit and not reserved: reservations may have ended. */
  trim(): void {
    this.#evict(null)
  }

  /** The same entry in another size; nothing is evicted. */
  resize(name: Name, change: (value: Value) => Value): void {
    const value = this.#entries.get(name)
    if (value === undefined) return
    this.#bytes -= this.#sizeOf(value)
    const changed = change(value)
    this.#bytes += this.#sizeOf(changed)
    this.#entries.set(name, changed)
  }

  clear(): void {
    for (const name of [...this.#entries.keys()]) this.drop(name)
  }

  drop(name: Name): void {
    const value = this.#entries.get(name)
    if (value === undefined) return
    this.#entries.delete(name)
    this.#bytes -= this.#sizeOf(value)
    this.#dropped(value)
  }

  #evict(newest: Name | null): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit || oldest === newest) return
      if (!this.#awaited.has(oldest)) this.drop(oldest)
    }
  }

  /**
   * Protects these from eviction, once they are cached.
   * @returns release function, to be called once
   */
  reserve(names: Iterable<Name>): () => void {
    const reserved = new Set(names)
    const count = (name: Name, by: number): void => {
      const times = (this.#awaited.get(name) ?? 0) + by
      if (times > 0) this.#awaited.set(name, times)
      else this.#awaited.delete(name)
    }
    for (const name of reserved) count(name, 1)
    return () => {
      for (const name of reserved) count(name, -1)
    }
  }

  /**
   * All named entries; missing ones are fetched in one call, opened and cached.
   * @throws Failure `memory.missing`
   */
  async all<Stored>(
    names: Iterable<Name>,
    fetch: Fetch<Name, Stored>,
    open: (name: Name, stored: Stored) => Value | Promise<Value>
  ): Promise<ReadonlyMap<Name, Value>> {
    const wanted = new Set(names)
    const release = this.reserve(wanted)
    try {
      const missing = [...wanted].filter((name) => this.get(name) === undefined)
      const fetched = missing.length > 0 ? await fetch(missing) : []
      for (const [index, name] of missing.entries()) {
        const stored = fetched[index]
        if (stored !== undefined) this.put(name, await open(name, stored))
      }
      return new Map([...wanted].map((name) => [name, this.#demand(name)]))
    } finally {
      release()
    }
  }

  #demand(name: Name): Value {
    const value = this.get(name)
    if (value !== undefined) return value
    throw missingMemory(name)
  }
}
