/**
 * Builds an ONNX model in memory (opset 21 and com.microsoft, the newest set that every execution provider of ONNX
 * Runtime 1.30 serves). Weights stay in their .safetensors file: the model points into it by offset and length.
 * Typed operators are in ops.ts; `node` takes any other.
 */
import { basename, dirname } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import type { Dtype } from '../weights/header.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import { Message } from './protobuf.ts'

/** TensorProto.DataType */
export const dataTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  bfloat16: 16,
  float8e4m3fn: 17,
  float8e5m2: 19
} as const
export type DataType = keyof typeof dataTypes

const typeOfDtype: Record<Dtype, DataType> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  F8_E4M3: 'float8e4m3fn',
  F8_E5M2: 'float8e5m2',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool'
}

/** The name of a tensor in the graph. Empty = an optional input left out. */
export type Value = string

/** Numbers are sizes known at build time; strings are symbols, and equal symbols must be equal sizes at run time. */
export type Dims = readonly (number | string)[]

/** An input of a graph. */
export interface Port {
  readonly name: string
  readonly type: DataType
  readonly dims: Dims
}

/** An output of a graph; without dims its shape is left to the runtime to infer. */
export interface OutputPort extends Omit<Port, 'dims'> {
  readonly dims: Dims | null
}

/** Whole numbers become INT, `{ float }` FLOAT, arrays of whole numbers INTS, text STRING. */
export type Attribute = number | { readonly float: number } | readonly number[] | string

export interface NodeOptions {
  /** Operator domain; the standard one when absent. */
  readonly domain?: 'com.microsoft'
  /** Names of the outputs, when the caller needs to choose them. */
  readonly outputs?: readonly Value[]
}

/** Operators that can be expressed by others, for devices that lack them. */
export type Lacking = 'MultiHeadAttention'

/** A value with two alternative expressions. */
interface Either {
  readonly operator: Lacking
  readonly inOne: Message
  readonly inOthers: Message
}

const opset = 21
/** IR version that opset 21 came with. */
const irVersion = 10

export class Graph {
  readonly name: string
  readonly inputs: Port[] = []
  readonly outputs: OutputPort[] = []
  /** Folder of the weights the graph points into; null when it has none. */
  weightsFolder: string | null = null
  /** What was added, in order. */
  readonly #parts: (Message | Either)[] = []
  #body = this.#part()
  readonly #stored = new Map<string, Value>()
  #count = 0

  constructor(name: string) {
    this.name = name
  }

  input(name: string, type: DataType, dims: Dims): Value {
    this.inputs.push({ name, type, dims })
    return name
  }

  /** Declares a value as an output, under its own name when `name` is absent. */
  output(value: Value, type: DataType, dims: Dims | null, name?: string): void {
    if (name !== undefined && name !== value) this.node('Identity', [value], {}, { outputs: [name] })
    this.outputs.push({ name: name ?? value, type, dims })
  }

  /** A float32 constant; no dims = a scalar. */
  floats(values: readonly number[] | Float32Array, dims: readonly number[] = []): Value {
    return this.#constant('float32', dims, new Uint8Array(Float32Array.from(values).buffer))
  }

  /** A uint8 constant. The array is kept until `bytes`: do not change it. */
  uint8s(values: Uint8Array, dims: readonly number[]): Value {
    return this.#constant('uint8', dims, values)
  }

  /** An int64 constant; one-dimensional unless dims say otherwise. */
  ints(values: readonly number[], dims: readonly number[] = [values.length]): Value {
    return this.#constant('int64', dims, new Uint8Array(BigInt64Array.from(values, BigInt).buffer))
  }

  /**
   * A tensor of a weights file as it is stored there. The same tensor asked for twice is one initializer.
   * @param dims how the graph sees it, when not as stored: same elements, same order
   * @throws Failure `weights.tensor` when missing or when the elements do not match; RangeError for a second folder.
   */
  stored(weights: Weights, name: string, dims?: readonly number[]): Value {
    const entry = entryOf(weights, name)
    const shape = dims ?? entry.shape
    const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1)
    if (product(shape) !== product(entry.shape))
      throw new Failure(
        'weights.tensor',
        `The weights file ${weights.path} holds "${name}" as [${entry.shape.join(', ')}], which is not [${shape.join(', ')}].`,
        'It belongs to another model or version. Use the file that came with this model.',
        { path: weights.path }
      )
    const folder = dirname(weights.path)
    if (this.weightsFolder !== null && this.weightsFolder !== folder)
      throw new RangeError(`One graph takes its weights from one folder, not from ${this.weightsFolder} and ${folder}`)
    this.weightsFolder = folder
    const key = `${weights.path}\n${name}\n${shape.join()}`
    const known = this.#stored.get(key)
    if (known !== undefined) return known
    const value = this.fresh(name)
    const tensor = tensorHead(value, typeOfDtype[entry.dtype], shape)
    const place = { location: basename(weights.path), offset: entry.offset, length: entry.bytes }
    for (const [field, text] of Object.entries(place))
      tensor.message(13, new Message().string(1, field).string(2, String(text)))
    this.#body.message(5, tensor.int(14, 1))
    this.#stored.set(key, value)
    return value
  }

  /** A floating-point tensor of a weights file as float32; the conversion happens once, while the graph loads. */
  weight(weights: Weights, name: string, dims?: readonly number[]): Value {
    const value = this.stored(weights, name, dims)
    return entryOf(weights, name).dtype === 'F32' ? value : this.node('Cast', [value], { to: dataTypes.float32 })[0]
  }

  /** Adds a node; returns its outputs' names: one, unless `outputs` names them or `count` asks for more. */
  node(
    type: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>> = {},
    options: NodeOptions & { readonly count?: number } = {}
  ): [Value, ...Value[]] {
    const outputs = options.outputs ?? Array.from({ length: options.count ?? 1 }, () => this.fresh(type))
    const message = new Message()
    for (const input of inputs) message.string(1, input)
    for (const output of outputs) message.string(2, output)
    message.string(3, this.fresh(`node.${type}`)).string(4, type)
    for (const [name, value] of Object.entries(attributes)) message.message(5, attributeMessage(name, value))
    if (options.domain) message.string(7, options.domain)
    this.#body.message(1, message)
    return outputs as [Value, ...Value[]]
  }

  /**
   * A value that has an operator of its own, which not every device supports, and an equivalent of other operators; `bytes`
   * chooses. Neither may add weights, as only one of the two is used.
   */
  either(operator: Lacking, inOne: (output: Value) => void, inOthers: (output: Value) => void): Value {
    const output = this.fresh(operator)
    this.#parts.push({ operator, inOne: this.#apart(inOne, output), inOthers: this.#apart(inOthers, output) })
    this.#body = this.#part()
    return output
  }

  /** A name that nothing else in this graph has. */
  fresh(stem: string): Value {
    return `${stem}#${this.#count++}`
  }

  /** The serialised model, without these operators. */
  bytes(lacks: readonly Lacking[] = []): Uint8Array {
    const graph = new Message().string(2, this.name)
    for (const part of this.#parts) {
      if (part instanceof Message) graph.append(part)
      else graph.append(lacks.includes(part.operator) ? part.inOthers : part.inOne)
    }
    for (const port of this.inputs) graph.message(11, portMessage(port))
    for (const port of this.outputs) graph.message(12, portMessage(port))
    return new Message()
      .int(1, irVersion)
      .string(2, 'throughline')
      .message(7, graph)
      .message(8, new Message().string(1, '').int(2, opset))
      .message(8, new Message().string(1, 'com.microsoft').int(2, 1))
      .finish()
  }

  /** The part that is being added to. */
  #part(): Message {
    const part = new Message()
    this.#parts.push(part)
    return part
  }

  /** The nodes that `add` creates, as a separate part. */
  #apart(add: (output: Value) => void, output: Value): Message {
    const before = this.#body
    const part = (this.#body = new Message())
    add(output)
    this.#body = before
    return part
  }

  #constant(type: DataType, dims: readonly number[], data: Uint8Array): Value {
    const name = this.fresh('constant')
    this.#body.message(5, tensorHead(name, type, dims).bytes(9, data))
    return name
  }
}

/** TensorProto up to its data. */
function tensorHead(name: string, type: DataType, dims: readonly number[]): Message {
  const message = new Message()
  for (const size of dims) message.int(1, size)
  return message.int(2, dataTypes[type]).string(8, name)
}

/** ValueInfoProto */
function portMessage(port: OutputPort): Message {
  const tensorType = new Message().int(1, dataTypes[port.type])
  if (port.dims) {
    const shape = new Message()
    for (const size of port.dims)
      shape.message(1, typeof size === 'number' ? new Message().int(1, size) : new Message().string(2, size))
    tensorType.message(2, shape)
  }
  return new Message().string(1, port.name).message(2, new Message().message(1, tensorType))
}

/** AttributeProto: each kind has its own field and a type number in field 20. */
function attributeMessage(name: string, value: Attribute): Message {
  const message = new Message().string(1, name)
  if (typeof value === 'string') return message.string(4, value).int(20, 3)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`The attribute ${name} = ${value} needs { float }`)
    return message.int(3, value).int(20, 2)
  }
  if ('float' in value) return message.float(2, value.float).int(20, 1)
  for (const item of value) message.int(8, item)
  return message.int(20, 7)
}
