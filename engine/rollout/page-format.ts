/** What a page is made of, and what proves the bytes of one. */
import type { Precision } from './precision.ts'

export interface PageFormat {
  readonly layers: number
  readonly tokensPerFrame: number
  readonly dim: number
  readonly precision: Precision
}

/** Bytes as they were stored, and what they must hash to. */
export interface StoredBytes {
  readonly bytes: Uint8Array
  /** SHA-256 in hex. */
  readonly sha256: string
}
