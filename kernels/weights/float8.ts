/** The two 8-bit floating-point formats of weights (Micikevicius et al., arXiv 2209.05433), by table: exact in float32. */

/** E4M3FN: 4 exponent bits of bias 7, no infinity; all ones is NaN; the largest number is 448. */
const e4m3 = new Float32Array(256)
/** E5M2: 5 exponent bits of bias 15, the upper half of an f16. */
const e5m2 = new Float32Array(256)

for (let code = 0; code < 256; code++) {
  const sign = code & 0x80 ? -1 : 1
  e4m3[code] = (code & 0x7f) === 0x7f ? NaN : sign * small(code & 0x7f, 3, 7)
  const [exponent, mantissa] = [(code >> 2) & 31, code & 3]
  e5m2[code] = exponent === 31 ? (mantissa ? NaN : sign * Infinity) : sign * small(code & 0x7f, 2, 15)
}

function small(magnitude: number, mantissaBits: number, bias: number): number {
  const exponent = magnitude >> mantissaBits
  const fraction = (magnitude & ((1 << mantissaBits) - 1)) / (1 << mantissaBits)
  return exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias)
}

const byTable =
  (table: Float32Array) =>
  (codes: Uint8Array): Float32Array => {
    const values = new Float32Array(codes.length)
    for (let i = 0; i < values.length; i++) values[i] = table[codes[i]!]!
    return values
  }

/** F8_E4M3 codes → float32. */
export const fromE4m3 = byTable(e4m3)
/** F8_E5M2 codes → float32. */
export const fromE5m2 = byTable(e5m2)
