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
  #bytes = 0

  /** @param sizeOf bytes of memory that an entry takes */
  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit
    this.#sizeOf = sizeOf
  }

  get(name: Name): Value | undefined {
    const value = this.#entries.get(name)
    if (value !== undefined) this.put(name, value)
    return value
  }

  put(name: Name, value: Value): void {
    this.#drop(name)
    this.#entries.set(name, value)
    this.#bytes += this.#sizeOf(value)
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit || oldest === name) return
      if (!this.#awaited.has(oldest)) this.#drop(oldest)
    }
  }

  #drop(name: Name): void {
    const value = this.#entries.get(name)
    if (value === undefined) return
    this.#entries.delete(name)
    this.#bytes -= this.#sizeOf(value)
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
    open: (name: Name, stored: Stored) => Value
  ): Promise<ReadonlyMap<Name, Value>> {
    const wanted = new Set(names)
    const release = this.reserve(wanted)
    try {
      const missing = [...wanted].filter((name) => this.get(name) === undefined)
      const fetched = missing.length > 0 ? await fetch(missing) : []
      for (const [index, name] of missing.entries()) {
        const stored = fetched[index]
        if (stored !== undefined) this.put(name, open(name, stored))
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
