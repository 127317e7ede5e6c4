/**
 * Loaded into an engine (`--import`, or before its entry): a graphics card at the runtime's interface, which computes on the
 * processor and fails as it is told. The file named by THROUGHLINE_TEST_CARD holds how, as JSON, in order; each is used once. What
 * begins with `all:` stays, for all graphs; with `fused:` for those with fused attention.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const early = []
const keep = (event) => early.push(event)
process.parentPort?.on('message', keep)

const file = process.env.THROUGHLINE_TEST_CARD
/** What ONNX Runtime 1.30 says (test/kernels/device-failure.test.ts). */
const words = {
  lost: '/onnxruntime_src/onnxruntime/core/providers/webgpu/buffer_manager.cc:543 status == wgpu::MapAsyncStatus::Success was false. Failed to download data from buffer: [Device] is lost.',
  memory: 'WebGPU device error(3): vkCreateBuffer failed with VK_ERROR_OUT_OF_DEVICE_MEMORY',
  absent: 'Failed to get a WebGPU adapter: No supported adapters.'
}

/** Wrong answers: numbers that are none, or all of them 6 % off. */
const spoils = {
  nan: (data) => data.fill(NaN, 0, 1),
  infinite: (data) => data.fill(Infinity, data.length - 1),
  wrong: (data) => data.forEach((value, at) => (data[at] = 1.06 * value))
}

/** In a serialised node: field 4, the operator, 18 bytes long. Values are called after it in other forms too. */
const fusedNode = '\x22\x12MultiHeadAttention'

if (file) {
  const { InferenceSession } = createRequire(import.meta.url)('onnxruntime-node')
  const { create } = InferenceSession
  const { run } = InferenceSession.prototype
  const onCard = new WeakSet()
  const fused = new WeakSet()
  let runs = 0

  InferenceSession.create = async (model, { executionProviders, extra, ...options }) => {
    delete options.preferredOutputLocation
    const rest = { ...extra.session }
    delete rest.disable_cpu_ep_fallback
    const onCpu = { ...options, executionProviders: ['cpu'], extra: { session: rest } }
    const session = await create.call(InferenceSession, model, onCpu)
    if (executionProviders[0] !== 'cpu') onCard.add(session)
    if (Buffer.from(model).includes(fusedNode)) fused.add(session)
    return session
  }
  InferenceSession.prototype.run = async function (...given) {
    const how = onCard.has(this) ? failure(++runs === 1, fused.has(this)) : ''
    if (how === 'killed') process.kill(process.pid, 'SIGKILL')
    if (how === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    if (how in words) throw new Error(words[how])
    const answers = await run.apply(this, given)
    if (how in spoils) for (const { data, type } of Object.values(answers)) if (type === 'float32') spoils[how](data)
    return answers
  }

  /** The first run is the question that tries the device: only `absent` is said to it. */
  function failure(trying, isFused) {
    const [next = '', ...rest] = JSON.parse(readFileSync(file, 'utf8'))
    const [how, graphs] = next.split(':').reverse()
    if (trying !== (how === 'absent') || (graphs === 'fused' && !isFused)) return ''
    if (next === '' || graphs !== undefined) return how
    writeFileSync(`${file}.rest`, JSON.stringify(rest)) // whole or not at all: it is read by every computation
    renameSync(`${file}.rest`, file)
    return how
  }
}

/** Before an entry: `--engine=PATH` is loaded then, and given what main said meanwhile (Electron's port keeps nothing). */
const entry = process.argv.find((each) => each.startsWith('--engine='))
if (entry) {
  await import(pathToFileURL(entry.slice('--engine='.length)).href)
  process.parentPort.off('message', keep)
  for (const event of early) process.parentPort.emit('message', event)
}
