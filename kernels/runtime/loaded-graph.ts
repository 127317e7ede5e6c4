/**
 * The only adapter to onnxruntime-node (pinned: its binding copies and blocks differently from version to version). `create`
 * and `run` block the calling thread and cannot be cancelled: use it in a process of its own, and handle messages between
 * runs.
 */
import type * as Runtime from 'onnxruntime-node'
import { Failure } from '../../app/base/failure.ts'
import type { Graph, Lacking, OutputPort, Port } from '../onnx/graph.ts'
import { physicalCores } from './cores.ts'
import { devices, type Device, type DeviceName } from './devices.ts'
import { ofDevice } from './device-failure.ts'
import { checkFeeds, type Feed, type Feeds, type HostFeed, type TensorData } from './feeds.ts'
import type { Meter } from './meter.ts'
import { ResidentTensor } from './resident.ts'

export interface RuntimeOptions {
  /** Threads for one operator; 0 = one per physical core. */
  readonly threads: number
  /** Whether idle threads busy-wait for the next operator: 10 to 25 % faster alone, but it takes CPU time from the window. */
  readonly spin: boolean
  /** Device; default: the CPU. */
  readonly device?: DeviceName
  /** Operators that the graph does without; default: those in the table of devices. */
  readonly lacks?: readonly Lacking[]
  /** Fails when the device cannot run the whole graph; otherwise the CPU runs the rest. */
  readonly nowhereElse?: boolean
  /** Memory of earlier runs is kept for the next one (default). Without, several graphs share what is free, and runs are slower by a constant. */
  readonly arena?: boolean
  /** Weights are brought into an order that the runtime multiplies faster (default); not worth it for a graph that runs once. */
  readonly prepack?: boolean
  /** Counts what its runs move, and what stays on the device. */
  readonly meter?: Meter
}

/** A loaded graph. One run at a time. */
export interface LoadedGraph {
  readonly inputs: readonly Port[]
  readonly outputs: readonly OutputPort[]
  /**
   * Runs the graph. Inputs are not copied: `subarray` views are free. Results belong to the caller, who disposes of the
   * resident ones; only those requested are copied out (all when `wanted` is absent).
   * @throws RangeError when an input is missing, unknown, or of the wrong type or shape (a caller's mistake); Failure
   * `runtime.run` when the runtime refuses or runs out of memory; on another device than the CPU `device.memory`,
   * `device.lost`, or `device.failed` for anything else
   */
  run(feeds: Feeds, wanted?: readonly string[]): Promise<Results>
  /** Frees the memory. Idempotent. */
  release(): Promise<void>
}

/** Outputs by name. */
export class Results {
  readonly #byName: ReadonlyMap<string, Feed>

  constructor(byName: ReadonlyMap<string, Feed>) {
    this.#byName = byName
  }

  /** @throws RangeError for a name the graph does not put out, and for one that stays on the device. */
  get(name: string): HostFeed {
    const result = this.#of(name)
    if (result instanceof ResidentTensor) throw new RangeError(`The output "${name}" stays on the device`)
    return result
  }

  /** An output that stays on the device. @throws RangeError for any other */
  resident(name: string): ResidentTensor {
    const result = this.#of(name)
    if (result instanceof ResidentTensor) return result
    throw new RangeError(`The output "${name}" does not stay on the device`)
  }

  /** A float32 output. @throws RangeError when it is of another type. */
  floats(name: string): Float32Array {
    const { data } = this.get(name)
    if (!(data instanceof Float32Array)) throw new RangeError(`The output "${name}" is not float32`)
    return data
  }

  /** An int64 output, as numbers. @throws RangeError when it is of another type. */
  integers(name: string): number[] {
    const { data } = this.get(name)
    if (!(data instanceof BigInt64Array)) throw new RangeError(`The output "${name}" is not int64`)
    return Array.from(data, Number)
  }

  #of(name: string): Feed {
    const result = this.#byName.get(name)
    if (!result) throw new RangeError(`The graph has no output "${name}"`)
    return result
  }
}

/**
 * Loads a graph, with its weights from the folder it points into.
 * @param staying outputs that stay on the device
 * @throws Failure `device.memory`, `device.lost`; `runtime.load` when the runtime cannot load for another reason (no native
 * library, unreadable weights, out of memory on the CPU).
 */
export async function loadGraph(
  graph: Graph,
  options: RuntimeOptions,
  staying: readonly string[] = []
): Promise<LoadedGraph> {
  const name = options.device ?? 'cpu'
  const device: Device = devices[name]
  const model = graph.bytes(options.lacks ?? device.lacks)
  let native: Runtime.InferenceSession
  try {
    const { InferenceSession } = await loadRuntime()
    native = await InferenceSession.create(model, nativeOptions(graph, device, options, staying))
  } catch (error) {
    const detail = reason(error)
    throw (
      ofDevice(name, 'load', detail) ??
      new Failure(
        'runtime.load',
        `The model part "${graph.name}" could not be loaded: ${detail}.`,
        'Close other programs if memory is short, or fetch the model again.',
        { detail }
      )
    )
  }
  return new OnnxGraph(graph, { device: name, staying: new Set(staying), ...options }, native)
}

interface GraphOptions {
  readonly device: DeviceName
  readonly staying: ReadonlySet<string>
  readonly meter?: Meter
}

class OnnxGraph implements LoadedGraph {
  readonly inputs: readonly Port[]
  readonly outputs: readonly OutputPort[]
  readonly #name: string
  readonly #options: GraphOptions
  #native: Runtime.InferenceSession | null

  constructor(graph: Graph, options: GraphOptions, native: Runtime.InferenceSession) {
    this.inputs = [...graph.inputs]
    this.outputs = [...graph.outputs]
    this.#name = graph.name
    this.#options = options
    this.#native = native
  }

  async run(feeds: Feeds, wanted: readonly string[] = this.outputs.map(({ name }) => name)): Promise<Results> {
    if (!this.#native) throw new RangeError(`The graph "${this.#name}" was released`)
    checkFeeds(this.#name, this.inputs, feeds)
    const { Tensor } = await loadRuntime()
    const tensors: Record<string, Runtime.Tensor> = {}
    for (const { name, type } of this.inputs) {
      const feed = feeds[name]!
      if (feed instanceof ResidentTensor) tensors[name] = feed.native
      else {
        tensors[name] = new Tensor(type as 'float32', feed.data as Float32Array, feed.dims)
        this.#options.meter?.cross(feed.data.byteLength)
      }
    }
    try {
      const outputs = await this.#native.run(tensors, this.#asked(wanted))
      return this.#results(outputs, new Set(wanted))
    } catch (error) {
      const detail = reason(error)
      throw (
        ofDevice(this.#options.device, 'run', detail) ??
        new Failure(
          'runtime.run',
          `The model part "${this.#name}" stopped: ${detail}.`,
          'Nothing that was saved is lost. Close other programs if memory is short, then try again.',
          { detail }
        )
      )
    }
  }

  /** With buffers the pinned runtime keeps outputs bound from run to run, and refuses fewer than before: all are asked for. */
  #asked(wanted: readonly string[]): readonly string[] {
    return this.#options.staying.size > 0 ? this.outputs.map(({ name }) => name) : wanted
  }

  #results(outputs: Runtime.InferenceSession.OnnxValueMapType, wanted: ReadonlySet<string>): Results {
    const results = new Map(Object.entries(outputs).map(([name, tensor]) => [name, this.#result(name, tensor)]))
    for (const [name, result] of results) {
      if (wanted.has(name)) continue
      if (result instanceof ResidentTensor) result.dispose()
      results.delete(name)
    }
    return new Results(results)
  }

  #result(name: string, tensor: Runtime.Tensor): Feed {
    const { staying, meter } = this.#options
    if (staying.has(name)) return new ResidentTensor(tensor, meter)
    const data = tensor.data as TensorData
    meter?.cross(data.byteLength)
    return { data, dims: tensor.dims }
  }

  async release(): Promise<void> {
    const native = this.#native
    this.#native = null
    await native?.release()
  }
}

/** Loads the native library on first use. */
function loadRuntime(): Promise<typeof Runtime> {
  // Must be set before the library loads.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  return import('onnxruntime-node')
}

/** Measured choices (docs/performance.md): sequential, arena on, weights prepacked, all graph optimisations. */
function nativeOptions(
  graph: Graph,
  device: Device,
  options: RuntimeOptions,
  staying: readonly string[]
): Runtime.InferenceSession.SessionOptions {
  const buffers = device.resident ? staying : []
  return {
    ...(buffers.length > 0 && {
      preferredOutputLocation: Object.fromEntries(buffers.map((name) => [name, 'gpu-buffer' as const]))
    }),
    executionProviders: [device.provider],
    intraOpNumThreads: options.threads || physicalCores(),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: options.arena ?? true,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: {
      session: {
        // Graphs alternate: threads of one must not spin while another runs (2.6 times slower otherwise).
        force_spinning_stop: '1',
        ...(options.prepack === false ? { disable_prepacking: '1' } : {}),
        ...(options.nowhereElse ? { disable_cpu_ep_fallback: '1' } : {}),
        ...(options.spin ? {} : { intra_op: { allow_spinning: '0' } }),
        ...(graph.weightsFolder ? { model_external_initializers_file_folder_path: graph.weightsFolder } : {})
      }
    }
  }
}

const longestReason = 500

/** The runtime's error message, which quotes names from the file: on one line, shortened, without the trailing full stop. */
function reason(error: unknown): string {
  const words = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim()
  return (words.length > longestReason ? `${words.slice(0, longestReason)} …` : words).replace(/\.$/, '')
}
