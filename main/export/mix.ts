/** Mixes pictures by a transition's weights. */
import type { Layer } from '../../app/film/transitions.ts'

export interface MixedPicture extends Pick<Layer, 'weight'> {
  /** RGB, 8 bits a channel. */
  readonly picture: Uint8Array
}

/** The sum of pictures by weight over black, rounded to the nearest. @param bytes of a picture */
export function mixed(layers: readonly MixedPicture[], bytes: number): Uint8Array {
  const [one, other] = layers
  if (one === undefined) return new Uint8Array(bytes)
  if (one.weight === 1) return one.picture
  const sum = new Uint8Array(bytes)
  if (other === undefined) {
    const shares = Uint8Array.from({ length: 256 }, (_, value) => Math.round(value * one.weight))
    for (let at = 0; at < bytes; at += 1) sum[at] = shares[one.picture[at]!]!
  } else {
    for (let at = 0; at < bytes; at += 1)
      sum[at] = Math.round(one.picture[at]! * one.weight + other.picture[at]! * other.weight)
  }
  return sum
}
