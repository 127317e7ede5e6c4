/** The latents before a stored chunk that is decoded: main sends those that the decoder has not just decoded. */
import type { FromEngine, ToEngine } from '../../app/contract/engine.ts'
import type { Past } from '../decode/past.ts'
import { Lineage } from '../generate/lineage.ts'

type Need = Extract<FromEngine, { type: 'need' }>
type Supplied = Extract<ToEngine, { type: 'supply' }>['latents']

export class AskedPast {
  readonly #send: (message: Need) => void
  /** Decoding waits for this answer; one chunk is decoded at a time. */
  #asked: { readonly job: string; readonly answer: (latents: Supplied) => void } | undefined

  constructor(send: (message: Need) => void) {
    this.#send = send
  }

  /** @param hashes SHA-256 of the latents of the chunks before, oldest first */
  of(job: string, hashes: readonly string[]): Past {
    return new Lineage({ latents: (asked) => this.#ask(job, asked) }, hashes, hashes.length).past
  }

  /** @returns false when this job's decoding asked for nothing */
  supplied({ job, latents }: Pick<Extract<ToEngine, { type: 'supply' }>, 'job' | 'latents'>): boolean {
    if (this.#asked?.job !== job) return false
    this.#asked.answer(latents)
    this.#asked = undefined
    return true
  }

  async #ask(job: string, hashes: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    this.#send({ type: 'need', job, pages: [], latents: [...hashes] })
    const found = await new Promise<Supplied>((answer) => (this.#asked = { job, answer }))
    const stored = new Map(found.map(({ sha256, bytes }) => [sha256, bytes]))
    return hashes.map((hash) => stored.get(hash))
  }
}
