/** What an oracle's roll-out records, with the names of README.md here. */
import type { BankRule, Decision } from './oracle-bank.ts'
import type { Held } from './oracle-cache.ts'
import type { Row } from './oracle.ts'

export interface RolloutPlan {
  readonly rule: BankRule
  readonly chunks: number
  readonly switches: readonly number[]
  /** Frames that each head keeps of sink and bank; off when absent. */
  readonly sparse?: number
}

export type PassKind = 'denoise' | 'clean' | 'recache'
interface PassKeys {
  readonly kind: PassKind
  readonly start: number
  readonly frames: number
  readonly prompt: number
  /** Per layer, sink | bank | local. */
  readonly keys: readonly (readonly number[])[]
}
export interface Selection {
  readonly pas: number
  readonly kind: PassKind
  readonly start: number
  readonly layer: number
  readonly candidates: readonly number[]
  readonly selected: readonly (readonly number[])[]
}
export interface CacheContents {
  readonly sink: readonly Held[]
  readonly window: readonly Held[]
}
export interface OracleRecache {
  readonly switchFrame: number
  readonly prompt: number
  readonly start: number
  readonly frames: number
  readonly keys: readonly (readonly number[])[]
  /** Per layer. */
  readonly before: readonly CacheContents[]
  readonly after: readonly CacheContents[]
}
export interface OracleTrace {
  readonly x0: Row
  /** Per chunk and step. */
  readonly x0Steps: Row[][]
  readonly keys: PassKeys[]
  readonly recaches: OracleRecache[]
  readonly decisions: (Decision & { pas: number; kind: PassKind; chunkStart: number; prompt: number })[]
  /** Per chunk and layer. */
  readonly bankIds: (readonly number[])[][]
  readonly selections: Selection[]
  /** Per clean pass and layer, the chunk's frames. */
  readonly clean: (readonly Held[])[][]
}

export const emptyTrace = (): OracleTrace => ({
  x0: [],
  x0Steps: [],
  keys: [],
  recaches: [],
  decisions: [],
  bankIds: [],
  selections: [],
  clean: []
})
