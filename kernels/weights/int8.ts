/**
 * Weights in 8 bits: symmetric, one scale per output (column of the product). Codes are unsigned with 128 as zero, not signed:
 * the runtime multiplies unsigned codes exactly on every processor, signed ones without VNNI saturate at 16 bits (4.9 % instead
 * of 2.7 % off on AVX2).
 */

const largest = 127
const zero = 128
/** Smaller float32 numbers have fewer digits: such a row counts as zeros. */
const smallestNormal = 2 ** -126

export interface QuantisedMatrix {
  /** [inputs, outputs]: 128 + the nearest whole number to weight / scale. */
  readonly codes: Uint8Array
  /** [outputs]: the largest weight of an output / 127. */
  readonly scales: Float32Array
}

/** @param weight torch's layout, [outputs, inputs]; finite */
export function quantised(weight: Float32Array, outputs: number): QuantisedMatrix {
  const inputs = weight.length / outputs
  const codes = new Uint8Array(weight.length)
  const scales = new Float32Array(outputs)
  for (let output = 0; output < outputs; output++) {
    const row = weight.subarray(output * inputs, (output + 1) * inputs)
    const most = row.reduce((so, value) => Math.max(so, Math.abs(value)), 0)
    scales[output] = most / largest < smallestNormal ? 1 : most / largest
    const scale = scales[output]!
    for (let input = 0; input < inputs; input++)
      codes[input * outputs + output] = zero + Math.round(row[input]! / scale)
  }
  return { codes, scales }
}
