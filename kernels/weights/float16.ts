/**
 * IEEE 754 half precision, by table. Pages and latents are stored in f16 (docs/project-file.md), so a chunk's half a
 * million values pass through here: one table look-up and a shift each, rounding to nearest, ties to even.
 * Bytes are little-endian, as are all machines this runs on.
 */

/** Indexed by sign and exponent of a float32 (its upper 9 bits). */
const base = new Uint16Array(512)
const shift = new Uint8Array(512)
const hiddenBit = new Uint32Array(512)

for (let index = 0; index < 512; index++) {
  const exponent = index & 0xff
  const sign = (index >> 8) << 15
  if (exponent < 102) {
    // Less than half of the smallest subnormal: zero.
    base[index] = sign
    shift[index] = 24
  } else if (exponent < 113) {
    base[index] = sign
    shift[index] = 126 - exponent
    hiddenBit[index] = 0x800000
  } else if (exponent < 143) {
    base[index] = sign | ((exponent - 112) << 10)
    shift[index] = 13
  } else {
    // Too large, or infinite: infinity. The 24-bit shift swallows the mantissa.
    base[index] = sign | 0x7c00
    shift[index] = 24
  }
}

const single = new Float32Array(65536)
for (let half = 0; half < 65536; half++) {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const mantissa = half & 1023
  if (exponent === 0) single[half] = sign * mantissa * 2 ** -24
  else if (exponent === 31) single[half] = mantissa ? NaN : sign * Infinity
  else single[half] = sign * (1 + mantissa / 1024) * 2 ** (exponent - 15)
}

function roundBits(bits: number): number {
  const mantissa = bits & 0x7fffff
  if (mantissa !== 0 && (bits & 0x7f800000) === 0x7f800000) return ((bits >>> 16) & 0x8000) | 0x7e00
  const index = bits >>> 23
  const by = shift[index]!
  const whole = mantissa | hiddenBit[index]!
  // Adding half a unit minus one, plus the last kept bit, rounds ties to even; a carry into the exponent is correct.
  return base[index]! + ((whole + (1 << (by - 1)) - 1 + ((whole >>> by) & 1)) >>> by)
}

const bitsOf = (values: Float32Array): Uint32Array => new Uint32Array(values.buffer, values.byteOffset, values.length)

/** float32 → f16 bit patterns. Beyond ±65504 (rounded) becomes infinity, NaN stays NaN. */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = bitsOf(values)
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < halves.length; i++) halves[i] = roundBits(bits[i]!)
  return halves
}

/** f16 bit patterns → float32, exact. */
export function fromHalf(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length)
  for (let i = 0; i < values.length; i++) values[i] = single[halves[i]!]!
  return values
}

/** float32 → little-endian f16 bytes, as pages and latents are stored. */
export function toHalfBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(toHalf(values).buffer)
}

/**
 * Little-endian f16 bytes, at any alignment, → float32.
 * @throws RangeError for an odd number of bytes.
 */
export function fromHalfBytes(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % 2) throw new RangeError(`f16 data has an even number of bytes, got ${bytes.byteLength}`)
  const aligned = bytes.byteOffset % 2 ? new Uint8Array(bytes) : bytes // a slice of a Buffer would not copy
  return fromHalf(new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2))
}
