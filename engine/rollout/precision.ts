/** How finished latents and pages are stored, and therefore what every later pass computes with. */
import { fromHalfBytes, toHalfBytes } from '../../kernels/weights/float16.ts'

/** `f16` in the product; `f32` for comparison with recorded tensors. */
export type Precision = 'f16' | 'f32'

export const bytesPerNumber = (precision: Precision): number => (precision === 'f16' ? 2 : 4)

/** Stored form, little-endian. The result is a buffer of its own. */
export function toStored(values: Float32Array, precision: Precision): Uint8Array {
  return precision === 'f16' ? toHalfBytes(values) : new Uint8Array(values.slice().buffer)
}

/** The numbers a stored form holds, at any alignment of its bytes. */
export function fromStored(bytes: Uint8Array, precision: Precision): Float32Array {
  return precision === 'f16' ? fromHalfBytes(bytes) : new Float32Array(new Uint8Array(bytes).buffer)
}
