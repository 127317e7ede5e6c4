/** What a shot remembers, as the window shows it. */
import type { TakeId } from '../ids.ts'

/** One remembered latent frame, named by page and row. */
export interface MemoryFrame {
  readonly page: string
  readonly frame: number
  /** Its position in the film it was made in, in latent frames. */
  readonly at: number
  /** The chunk and picture that show it; null when the project does not have it. */
  readonly picture: FramePicture | null
}

export interface FramePicture {
  readonly take: TakeId
  /** Chunk of the take, and picture within the chunk. */
  readonly index: number
  readonly frame: number
}

export interface Remembered extends MemoryFrame {
  /** Kinds: always remembered (sink), remembered for the shot (bank), just seen (window). */
  readonly kind: 'sink' | 'bank' | 'window'
  /** Number of layers that remember it, of `layers`. */
  readonly votes: number
}

/** A pin or forget of the take shown, and its effect. */
export interface Granted extends MemoryFrame {
  readonly wish: 'pin' | 'forget' | 'lookAhead'
  /** Layers that remembered it before (in the take before; for a first take, at its start), and when this take's last chunk was made. */
  readonly before: number
  readonly now: number
}

export interface MemoryView {
  /** False: the chunk is not made yet, and this is what it would start with. */
  readonly made: boolean
  /** The policy chooses from the whole film only when the chunk is made, so the rest is not known yet. */
  readonly open: boolean
  /** Kinds in this order, frames oldest first. */
  readonly frames: readonly Remembered[]
  readonly granted: readonly Granted[]
  /** Pins and forgets of the card for its next take. */
  readonly marks: readonly MemoryFrame[]
  readonly layers: number
  /** Frames one layer can keep in its bank. */
  readonly places: number
}
