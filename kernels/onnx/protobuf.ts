/** Protocol Buffers wire format, writing only: as much as an ONNX model needs. */

const text = new TextEncoder()

/** One message under construction. Byte arrays are kept by reference until `finish`. */
export class Message {
  readonly #parts: Uint8Array[] = []
  #length = 0

  /** Field of wire type 0: int32, int64, enum. */
  int(field: number, value: number | bigint): this {
    return this.#varint(field * 8).#varint(value)
  }
  /** Field of wire type 5: float. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    return this.#varint(field * 8 + 5).#push(bytes)
  }
  /** Field of wire type 2: bytes. */
  bytes(field: number, value: Uint8Array): this {
    return this.#varint(field * 8 + 2)
      .#varint(value.byteLength)
      .#push(value)
  }
  string(field: number, value: string): this {
    return this.bytes(field, text.encode(value))
  }
  /** A nested message. It must be complete: later additions to it are ignored. */
  message(field: number, value: Message): this {
    return this.#varint(field * 8 + 2)
      .#varint(value.#length)
      .append(value)
  }
  /** The fields of another message, as fields of this one. */
  append(other: Message): this {
    for (const part of other.#parts) this.#push(part)
    return this
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }

  #push(bytes: Uint8Array): this {
    this.#parts.push(bytes)
    this.#length += bytes.length
    return this
  }
  /** Negative numbers as 64-bit two's complement, as the format asks. */
  #varint(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value))
    const bytes: number[] = []
    do {
      const low = Number(rest & 127n)
      rest >>= 7n
      bytes.push(rest ? low | 128 : low)
    } while (rest)
    return this.#push(Uint8Array.from(bytes))
  }
}
