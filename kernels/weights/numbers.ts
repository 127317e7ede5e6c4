/** Converts a tensor's bytes to numbers by stored type. Little-endian. */
import { fromE4m3, fromE5m2 } from './float8.ts'
import { fromHalf } from './float16.ts'
import type { Dtype } from './header.ts'

/** Floating-point types → float32. Exact but for F64, which is rounded. */
export const floatsOf: Partial<Record<Dtype, (buffer: ArrayBuffer) => Float32Array>> = {
  F64: (buffer) => Float32Array.from(new Float64Array(buffer)),
  F32: (buffer) => new Float32Array(buffer),
  F16: (buffer) => fromHalf(new Uint16Array(buffer)),
  BF16: (buffer) => fromBfloat(new Uint16Array(buffer)),
  F8_E4M3: (buffer) => fromE4m3(new Uint8Array(buffer)),
  F8_E5M2: (buffer) => fromE5m2(new Uint8Array(buffer))
}

/** Integer types → numbers; beyond 2^53 they are not exact. */
export const integersOf: Partial<Record<Dtype, (buffer: ArrayBuffer) => number[]>> = {
  I64: (buffer) => Array.from(new BigInt64Array(buffer), Number),
  I32: (buffer) => Array.from(new Int32Array(buffer)),
  I16: (buffer) => Array.from(new Int16Array(buffer)),
  I8: (buffer) => Array.from(new Int8Array(buffer)),
  U8: (buffer) => Array.from(new Uint8Array(buffer)),
  BOOL: (buffer) => Array.from(new Uint8Array(buffer))
}

/** bfloat16 is the upper half of a float32. A plain loop: billions of numbers are converted when a model is imported. */
function fromBfloat(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16
  return new Float32Array(bits.buffer)
}
