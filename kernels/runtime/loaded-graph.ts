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
import { checkFeeds, type Feeds, type TensorData } from './feeds.ts'

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
}

/** A loaded graph. One run at a time. */
export interface LoadedGraph {
  readonly inputs: readonly Port[]
  readonly outputs: readonly OutputPort[]
  /**
   * Runs the graph. Inputs are not copied: `subarray` views are free. Results belong to the caller; only those requested are
   * copied out (all when `wanted` is absent).
   * @throws RangeError when an input is missing, unknown, or of the wrong type or shape (a caller's mistake); Failure
   * `runtime.run` when the runtime refuses or runs out of memory; on another device than the CPU `device.memory`,
   * `device.lost`, or `device.failed` for anything else
   */
  run(feeds: Feeds, wanted?: readonly string[]): Promise<Results>
  /** Frees the memory. Idempotent. */
  release(): Promise<void>
}

export interface Result {
  readonly data: TensorData
  readonly dims: readonly number[]
}

/** Outputs by name. */
export class Results {
  readonly #byName: ReadonlyMap<string, Result>

  constructor(byName: ReadonlyMap<string, Result>) {
    this.#byName = byName
  }

  /** @throws RangeError for a name the graph does not put out. */
  get(name: string): Result {
    const result = this.#byName.get(name)
    if (!result) throw new RangeError(`The graph has no output "${name}"`)
    return result
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
}

/**
 * Loads a graph, with its weights from the folder it points into.
 * @throws Failure `device.memory`, `device.lost`; `runtime.load` when the runtime cannot load for another reason (no native
 * library, unreadable weights, out of memory on the CPU).
 */
export async function loadGraph(graph: Graph, options: RuntimeOptions): Promise<LoadedGraph> {
  const name = options.device ?? 'cpu'
  const device: Device = devices[name]
  const model = graph.bytes(options.lacks ?? device.lacks)
  let native: Runtime.InferenceSession
  try {
    const { InferenceSession } = await loadRuntime()
    native = await InferenceSession.create(model, nativeOptions(graph, device, options))
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
  return new OnnxGraph(graph, name, native)
}

class OnnxGraph implements LoadedGraph {
  readonly inputs: readonly Port[]
  readonly outputs: readonly OutputPort[]
  readonly #name: string
  readonly #device: DeviceName
  #native: Runtime.InferenceSession | null

  constructor(graph: Graph, device: DeviceName, native: Runtime.InferenceSession) {
    this.inputs = [...graph.inputs]
    this.outputs = [...graph.outputs]
    this.#name = graph.name
    this.#device = device
    this.#native = native
  }

  async run(feeds: Feeds, wanted: readonly string[] = this.outputs.map(({ name }) => name)): Promise<Results> {
    if (!this.#native) throw new RangeError(`The graph "${this.#name}" was released`)
    checkFeeds(this.#name, this.inputs, feeds)
    const { Tensor } = await loadRuntime()
    const tensors: Record<string, Runtime.Tensor> = {}
    for (const { name, type } of this.inputs) {
      const { data, dims } = feeds[name]!
      tensors[name] = new Tensor(type as 'float32', data as Float32Array, dims)
    }
    try {
      const outputs = await this.#native.run(tensors, wanted)
      return new Results(
        new Map(Object.entries(outputs).map(([name, t]) => [name, { data: t.data as TensorData, dims: t.dims }]))
      )
    } catch (error) {
      const detail = reason(error)
      throw (
        ofDevice(this.#device, 'run', detail) ??
        new Failure(
          'runtime.run',
          `The model part "${this.#name}" stopped: ${detail}.`,
          'Nothing that was saved is lost. Close other programs if memory is short, then try again.',
          { detail }
        )
      )
    }
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
function nativeOptions(graph: Graph, device: Device, options: RuntimeOptions): Runtime.InferenceSession.SessionOptions {
  return {
    executionProviders: [device.provider],
    intraOpNumThreads: options.threads || physicalCores(),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: {
      session: {
        // Graphs alternate: threads of one must not spin while another runs (2.6 times slower otherwise).
        force_spinning_stop: '1',
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
