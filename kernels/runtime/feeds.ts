/** Validates a graph's inputs. The runtime itself ignores unknown inputs, and lets a symbolic size differ between inputs. */
import type { DataType, Port } from '../onnx/graph.ts'
import { ResidentTensor } from './resident.ts'

export type TensorData =
  Float32Array | Float64Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array | Uint16Array

/** One input from the computer's memory: row-major data, sizes as numbers. */
export interface HostFeed {
  readonly data: TensorData
  readonly dims: readonly number[]
}
export type Feed = HostFeed | ResidentTensor
export type Feeds = Readonly<Record<string, Feed>>

const arrayOf: Partial<Record<DataType, new (length: number) => TensorData>> = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array
}

/** @throws RangeError naming the graph, the input and what is wrong with it. */
export function checkFeeds(graph: string, inputs: readonly Port[], feeds: Feeds): void {
  const sizes = new Map<string, number>()
  for (const port of inputs) {
    const feed = feeds[port.name]
    if (!feed) throw new RangeError(`${graph}: the input "${port.name}" is missing`)
    checkFeed(graph, port, feed, sizes)
  }
  const known = new Set(inputs.map((port) => port.name))
  for (const name of Object.keys(feeds))
    if (!known.has(name)) throw new RangeError(`${graph}: there is no input "${name}"`)
}

function checkFeed(graph: string, port: Port, feed: Feed, sizes: Map<string, number>): void {
  const refuse = (what: string): RangeError => new RangeError(`${graph}: the input "${port.name}" ${what}`)
  const { dims } = feed
  if (!isOf(feed, port.type)) throw refuse(`is not ${port.type}`)
  const shapes = `[${dims.join(', ')}], expected [${port.dims.join(', ')}]`
  if (dims.length !== port.dims.length) throw refuse(`is of shape ${shapes}`)
  dims.forEach((size, axis) => {
    const want = port.dims[axis]!
    if (typeof want === 'number' ? size !== want : size !== (sizes.get(want) ?? size))
      throw refuse(`is of shape ${shapes}`)
    if (typeof want === 'string') sizes.set(want, size)
  })
  if (feed instanceof ResidentTensor) return
  const { data } = feed
  const elements = dims.reduce((a, b) => a * b, 1)
  if (data.length !== elements) throw refuse(`has ${data.length} values for shape [${dims.join(', ')}]`)
}

function isOf(feed: Feed, type: DataType): boolean {
  if (feed instanceof ResidentTensor) return feed.type === type
  const array = arrayOf[type]
  return array !== undefined && feed.data instanceof array
}
