/** The chunks made so far in a film's lineage, for decoders that look back at them. */
import type { Past } from '../decode/past.ts'
import { missingMemory } from '../../app/ledger/missing-memory.ts'
import type { Source } from './types.ts'

export class Lineage {
  readonly #source: Pick<Source, 'latents'>
  readonly #most: number
  #hashes: readonly string[]
  /** Of this run: main may not have stored the last one yet. */
  readonly #made = new Map<string, Uint8Array>()

  /**
   * @param hashes SHA-256 of the latents of the chunks before, oldest first
   * @param most chunks that a decoder looks back
   */
  constructor(source: Pick<Source, 'latents'>, hashes: readonly string[], most: number) {
    this.#source = source
    this.#most = most
    this.#hashes = last(hashes, most)
  }

  /** @param latents f16 bytes, as stored */
  add(hash: string, latents: Uint8Array): void {
    if (this.#most === 0) return
    this.#hashes = last([...this.#hashes, hash], this.#most)
    this.#made.set(hash, latents)
    for (const made of this.#made.keys()) if (!this.#hashes.includes(made)) this.#made.delete(made)
  }

  get past(): Past {
    const hashes = this.#hashes
    return { hashes, read: () => this.#read(hashes) }
  }

  /** @throws Failure `memory.missing` */
  async #read(hashes: readonly string[]): Promise<readonly Uint8Array[]> {
    const asked = hashes.filter((hash) => !this.#made.has(hash))
    const found = asked.length > 0 ? await this.#source.latents(asked) : []
    const stored = new Map(asked.map((hash, at) => [hash, found[at]]))
    return hashes.map((hash) => {
      const bytes = this.#made.get(hash) ?? stored.get(hash)
      if (bytes) return bytes
      throw missingMemory(hash)
    })
  }
}

const last = (hashes: readonly string[], most: number): readonly string[] => (most === 0 ? [] : hashes.slice(-most))
