/**
 * Tensors that stay where they were computed: in buffers of a device, or, on the CPU, in the runtime's memory. The host has
 * a handle, never the numbers (reading them back ends the process in the pinned runtime). Whoever has the handle disposes of it.
 */
import type * as Runtime from 'onnxruntime-node'
import type { DataType } from '../onnx/graph.ts'
import type { Meter } from './meter.ts'

const bytesOf: Partial<Record<DataType, number>> = { float32: 4, float16: 2, int64: 8 }

export class ResidentTensor {
  readonly type: DataType
  readonly dims: readonly number[]
  /** Bytes that it takes. */
  readonly bytes: number
  readonly #meter: Meter | undefined
  #native: Runtime.Tensor | null

  constructor(native: Runtime.Tensor, meter?: Meter) {
    this.type = native.type as DataType
    this.dims = native.dims
    this.bytes = native.dims.reduce((all, size) => all * size, bytesOf[this.type] ?? 1)
    this.#native = native.location === 'cpu' && native.type === 'float16' ? asBits(native) : native
    this.#meter = meter
    meter?.hold(this.bytes)
  }

  /** As the runtime takes it. @throws RangeError after `dispose` */
  get native(): Runtime.Tensor {
    if (!this.#native) throw new RangeError('A tensor on the device was used after it was disposed of')
    return this.#native
  }

  /** Frees the memory. Idempotent. */
  dispose(): void {
    if (!this.#native) return
    if (this.#native.location !== 'cpu') this.#native.dispose()
    this.#native = null
    this.#meter?.free(this.bytes)
  }
}

/** The pinned runtime puts out Float16Array where there is one, and takes in only Uint16Array. */
function asBits(native: Runtime.Tensor): Runtime.Tensor {
  const { buffer, byteOffset, length } = native.data as unknown as Uint16Array
  return Object.create(native, { data: { value: new Uint16Array(buffer, byteOffset, length) } }) as Runtime.Tensor
}
