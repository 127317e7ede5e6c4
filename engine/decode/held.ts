/**
 * Gives every latent frame the same number of display frames, including a film's first one, of which a causal autoencoder
 * (Wan's, memflow.md §5.3) makes fewer pictures: its first picture is repeated. So there is one timebase for player,
 * timeline, markers, cuts, exports and subtitles, and a shot keeps its length wherever it is moved.
 */
export interface DecodedTime {
  /** Display frames of one latent frame. */
  readonly framesPerLatent: number
  /** Pictures the decoder makes of a film's very first latent frame. Absent: as many as of any other. */
  readonly firstLatentFrames?: number | undefined
}

/**
 * @param pictures of `latents` latent frames, as the decoder gave them
 * @returns `latents · framesPerLatent` pictures
 * @throws RangeError when they are of another number of latent frames
 */
export function held<Picture>(
  pictures: readonly Picture[],
  latents: number,
  { framesPerLatent, firstLatentFrames = framesPerLatent }: DecodedTime
): readonly Picture[] {
  const whole = latents * framesPerLatent
  const missing = whole - pictures.length
  if (missing === 0) return pictures
  if (missing !== framesPerLatent - firstLatentFrames)
    throw new RangeError(`${pictures.length} pictures are not those of ${latents} latent frames`)
  return [...Array.from({ length: missing }, () => pictures[0]!), ...pictures]
}
