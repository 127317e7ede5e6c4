/**
 * Loaded into an engine (`--import`, or before its entry): a graphics card at the runtime's interface, which computes on the
 * processor and fails as it is told. The file named by THROUGHLINE_TEST_CARD holds how, as JSON, in order; each is used once.
 */
import { readFileSync, writeFileSync } from 'node:fs'
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

if (file) {
  const { InferenceSession } = createRequire(import.meta.url)('onnxruntime-node')
  const { create } = InferenceSession
  const { run } = InferenceSession.prototype
  const onCard = new WeakSet()
  let runs = 0

  InferenceSession.create = async (model, { executionProviders, extra, ...options }) => {
    const rest = { ...extra.session }
    delete rest.disable_cpu_ep_fallback
    const onCpu = { ...options, executionProviders: ['cpu'], extra: { session: rest } }
    const session = await create.call(InferenceSession, model, onCpu)
    if (executionProviders[0] !== 'cpu') onCard.add(session)
    return session
  }
  InferenceSession.prototype.run = function (...given) {
    if (onCard.has(this)) maybeFail(++runs === 1)
    return run.apply(this, given)
  }

  /** The first run is the question that tries the device: only `absent` is said to it. */
  function maybeFail(trying) {
    const [how, ...rest] = JSON.parse(readFileSync(file, 'utf8'))
    if (how === undefined || trying !== (how === 'absent')) return
    writeFileSync(file, JSON.stringify(rest))
    if (how === 'killed') process.kill(process.pid, 'SIGKILL')
    throw new Error(words[how])
  }
}

/** Before an entry: `--engine=PATH` is loaded then, and given what main said meanwhile (Electron's port keeps nothing). */
const entry = process.argv.find((each) => each.startsWith('--engine='))
if (entry) {
  await import(pathToFileURL(entry.slice('--engine='.length)).href)
  process.parentPort.off('message', keep)
  for (const event of early) process.parentPort.emit('message', event)
}
