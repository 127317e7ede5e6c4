/** A page in the computer's memory, whole or not. */

/** What is read of a page. */
export interface PageContent {
  readonly frames: number
  /** Bytes of memory. */
  readonly size: number
  /** Whether it once held this frame and does not any more. */
  lacks(layer: number, frame: number): boolean
  /** Keys of one frame in one layer [tokensPerFrame, dim]; not to be written. */
  keys(layer: number, frame: number): Float32Array
  values(layer: number, frame: number): Float32Array
  /** Mean key of a frame over its tokens, float64 [dim]: what the relevance score compares (memflow.md §4.4). */
  meanKey(layer: number, frame: number): Float64Array
  /**
   * The same without the frames that are not among these.
   * @param kept per layer
   */
  thinned(kept: readonly ReadonlySet<number>[]): PageContent
}
