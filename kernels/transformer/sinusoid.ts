/**
 * The sinusoid of a timestep (memflow.md §2.3): cosines first, then sines, of t · 10000^(-i / half) for i = 0 … half-1,
 * computed in float64. [freqDim]
 */
export function sinusoid(t: number, freqDim: number): Float32Array {
  const half = freqDim / 2
  const values = new Float32Array(freqDim)
  for (let i = 0; i < half; i++) {
    const angle = t * 10000 ** (-i / half)
    values[i] = Math.cos(angle)
    values[half + i] = Math.sin(angle)
  }
  return values
}
