/**
 * The memory banks of all layers under one of three rules, written from the tables of memflow.md §4.2 to §4.4 and §4.9:
 * a counter, slots and one staged frame per layer.
 */
import type { Held } from './oracle-cache.ts'
import { dot, meanRow, rowsOf, type Row } from './oracle.ts'

export type BankRule = 'released-single' | 'released-interactive' | 'recommended'

/** One decision which frames stay (NAM). `margin` = how far the last one kept is ahead of the best one dropped. */
export interface Decision {
  readonly layer: number
  readonly candidates: readonly number[]
  readonly scores: readonly number[]
  readonly result: readonly number[]
  readonly staged: number
  readonly margin: number
}

/** Text keys of one layer as the score reads them: [rows][dim]. */
export type TextKeys = readonly Row[]

export interface BankSizes {
  readonly layers: number
  readonly heads: number
  readonly dim: number
  readonly capacity: number
  readonly recordInterval: number
}

/** Mean over heads, text rows and the frame's tokens of the scaled products (memflow.md §4.4). */
export function frameScore(text: TextKeys, keys: ArrayLike<number>, dim: number, heads: number): number {
  return dot(meanRow([...text]), meanRow(rowsOf(keys, dim))) / heads / Math.sqrt(dim / heads)
}

export class Banks {
  readonly rule: BankRule
  readonly #sizes: BankSizes
  readonly #banks: Held[][]
  #staged: readonly Held[] = []
  #pending = false
  #counter = 0

  constructor(rule: BankRule, sizes: BankSizes) {
    this.rule = rule
    this.#sizes = sizes
    this.#banks = Array.from({ length: sizes.layers }, () => [])
  }

  read(layer: number): readonly Held[] {
    return this.#banks[layer]!
  }

  /** After the clean pass of a chunk: its first frame, per layer. */
  record(chunk: number, firstFrames: readonly Held[]): void {
    const { recordInterval } = this.#sizes
    if (this.rule !== 'released-single' && chunk % recordInterval !== 0) return
    this.#staged = firstFrames
    this.#pending = true
    this.#counter = Math.floor(chunk / recordInterval) + 1
  }

  /** Before a pass that commits; `text` per layer. */
  commit(text: readonly TextKeys[]): Decision[] {
    const { layers, capacity } = this.#sizes
    if (this.#counter === 0 || capacity === 0) return []
    if (this.rule === 'recommended' && !this.#pending) return []
    this.#pending = false
    const decisions: Decision[] = []
    for (let layer = 0; layer < layers; layer++) {
      if (this.#counter <= capacity) this.#banks[layer]![this.#counter - 1] = this.#staged[layer]!
      else decisions.push(this.#compress(layer, text[layer]!))
    }
    return decisions
  }

  #compress(layer: number, text: TextKeys): Decision {
    const { dim, heads, capacity } = this.#sizes
    const bank = this.#banks[layer]!
    const scores = bank.map(({ keys }) => frameScore(text, keys, dim, heads))
    const ranked = scores.map((_, slot) => slot).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const kept = ranked.slice(0, capacity - 1)
    const margin = scores[ranked[capacity - 2]!]! - scores[ranked[capacity - 1]!]!
    if (this.rule === 'recommended') kept.sort((a, b) => a - b)
    const staged = this.#staged[layer]!
    const result = [...kept.map((slot) => bank[slot]!), staged]
    this.#banks[layer] = result
    return {
      layer,
      candidates: bank.map(({ frame }) => frame),
      scores,
      result: result.map(({ frame }) => frame),
      staged: staged.frame,
      margin
    }
  }
}
