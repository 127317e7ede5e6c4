/** A page in the computer's memory, whole or not. */
import type { Thinnable } from './page-cache.ts'

/** What is read of a page. */
export interface PageContent extends Thinnable<PageContent> {
  readonly frames: number
  /** Bytes of memory. */
  readonly size: number
  /** Keys of one frame in one layer [tokensPerFrame, dim]; not to be written. */
  keys(layer: number, frame: number): Float32Array
  values(layer: number, frame: number): Float32Array
  /** Mean key of a frame over its tokens, float64 [dim]: what the relevance score compares (memflow.md §4.4). */
  meanKey(layer: number, frame: number): Float64Array
}
