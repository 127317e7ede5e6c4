/** Latents are kept normalised per channel, z = (raw - mean) / std; the autoencoder works with raw ones. */

/**
 * Raw latents [n, channels, rows · columns] from normalised ones. A new array.
 * @param mean per channel, as `std`
 * @param plane rows · columns
 */
export function denormalised(
  latents: Float32Array,
  mean: readonly number[],
  std: readonly number[],
  plane: number
): Float32Array {
  return latents.map((z, index) => {
    const channel = Math.floor(index / plane) % mean.length
    return z * std[channel]! + mean[channel]!
  })
}
