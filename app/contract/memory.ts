/** What a shot remembers, as the window shows it. */
import type { TakeId } from '../ids.ts'

/** A latent frame of the memory, by the row of the page it is. */
export interface MemoryFrame {
  readonly page: string
  readonly frame: number
  /** Its place in the film it was made in, in latent frames. */
  readonly at: number
  /** Where it is stored, and which of that chunk's pictures it is; null when the project does not hold it. */
  readonly picture: FramePicture | null
}

export interface FramePicture {
  readonly take: TakeId
  /** Chunk of the take, and picture of the chunk. */
  readonly index: number
  readonly frame: number
}

export interface Remembered extends MemoryFrame {
  /** Always remembered, remembered for the shot, just seen. */
  readonly kind: 'sink' | 'bank' | 'window'
  /** Layers that remember it, of `layers`. */
  readonly votes: number
}

/** What the artist asked of the memory for the take shown, and what came of it. */
export interface Granted extends MemoryFrame {
  readonly wish: 'pin' | 'forget' | 'lookAhead'
  /** Layers that remembered it in the take before (of a first take: before it began), and when this take's last chunk was made. */
  readonly before: number
  readonly now: number
}

export interface MemoryView {
  /** False: the chunk is not made yet, and this is what it would begin with. */
  readonly made: boolean
  /** What else the chunk will remember is chosen from the whole film when it is made, so that nobody knows it yet. */
  readonly open: boolean
  /** Kinds in order, frames oldest first. */
  readonly frames: readonly Remembered[]
  readonly granted: readonly Granted[]
  /** What the card keeps in mind or leaves out in its next take. */
  readonly marks: readonly MemoryFrame[]
  readonly layers: number
  /** Frames a layer can keep for a shot. */
  readonly places: number
}
