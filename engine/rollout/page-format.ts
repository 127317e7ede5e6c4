/** The layout of a page, and the hash that verifies its bytes. */
import type { Precision } from './precision.ts'

export interface PageFormat {
  readonly layers: number
  readonly tokensPerFrame: number
  readonly dim: number
  readonly precision: Precision
}

/** Stored bytes with their expected hash. */
export interface StoredBytes {
  readonly bytes: Uint8Array
  /** SHA-256 in hex. */
  readonly sha256: string
}
