/** Counts bytes, for measurements: what crosses between the computer's memory and a device, and what stays there. */
export class Meter {
  #crossed = 0
  #held = 0
  #tensors = 0

  /** Bytes of inputs and outputs that crossed, in both directions. */
  get crossed(): number {
    return this.#crossed
  }

  /** Bytes of resident tensors that were not disposed of. */
  get held(): number {
    return this.#held
  }

  /** Resident tensors that were not disposed of. */
  get tensors(): number {
    return this.#tensors
  }

  cross(bytes: number): void {
    this.#crossed += bytes
  }

  hold(bytes: number): void {
    this.#held += bytes
    this.#tensors++
  }

  free(bytes: number): void {
    this.#held -= bytes
    this.#tensors--
  }
}
