/**
 * Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw ("Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011). A pure function from (counter, key) to 128 random bits: nothing is drawn, everything is addressed.
 */
const multiplier0 = 0xd2511f53
const multiplier1 = 0xcd9e8d57
const weyl0 = 0x9e3779b9
const weyl1 = 0xbb67ae85

/** High 32 bits of the 64-bit product of two unsigned 32-bit numbers, as an int32: schoolbook on halves, integers only. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16
  const aLow = a & 0xffff
  const bHigh = b >>> 16
  const bLow = b & 0xffff
  const low = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)
  const middle = Math.imul(aLow, bHigh) + (low & 0xffff)
  return (Math.imul(aHigh, bHigh) + (low >>> 16) + (middle >>> 16)) | 0
}

/**
 * Ten rounds. Reads the counter from `words[0..3]` and leaves the four random unsigned 32-bit words there.
 * @param words Uint32Array of length 4, overwritten
 */
export function philox(words: Uint32Array, key0: number, key1: number): void {
  // int32 throughout (fast, and the same bits); only the stores into the Uint32Array make them unsigned again.
  let c0 = words[0]! | 0
  let c1 = words[1]! | 0
  let c2 = words[2]! | 0
  let c3 = words[3]! | 0
  let k0 = key0 | 0
  let k1 = key1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(multiplier0, c0)
    const low0 = Math.imul(multiplier0, c0)
    const high1 = highProduct(multiplier1, c2)
    const low1 = Math.imul(multiplier1, c2)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    k0 = (k0 + weyl0) | 0
    k1 = (k1 + weyl1) | 0
  }
  words[0] = c0
  words[1] = c1
  words[2] = c2
  words[3] = c3
}
