/** What the runtime says when a device fails. Texts marked `here` were said by the pinned runtime on the software device. */
import { expect, test } from 'vitest'
import { ofDevice } from '../../kernels/runtime/device-failure.ts'

const memory = [
  // here, from a session on webgpu: its download buffer, in the computer's own memory
  '/onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:360 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 100000000',
  // here, in the runtime's log
  'WebGPU device error(3): vkCreateBuffer failed with VK_ERROR_OUT_OF_DEVICE_MEMORY - While calling [Device].CreateBuffer([BufferDescriptor]).',
  // a text of the library
  'Failed to create GPU buffer: size=134217728',
  "Non-zero status code returned while running Conv node. Name:'Conv_3' Status Message: CUDA failure 2: out of memory ; GPU=0",
  'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED',
  '8007000E Not enough memory resources are available to complete this operation.',
  'std::bad_alloc'
]
const lost = [
  // onnxruntime issue with WebGPU, and the library's text "%s is lost."
  '/onnxruntime/core/providers/webgpu/buffer_manager.cc:543 status == wgpu::MapAsyncStatus::Success was false. Failed to download data from buffer: [Device] is lost.',
  'Failed to download data from buffer: A valid external Instance reference no longer exists.',
  'Device was destroyed.',
  'vkQueueSubmit failed with VK_ERROR_DEVICE_LOST',
  // onnxruntime issues 22700 and 28495, DirectML
  'ExecutionProvider.cpp(962) (caller: 00007FFABA30B740) Exception(3) tid(5a68) 887A0005 The GPU device instance has been suspended. Use GetDeviceRemovedReason to determine the appropriate action.',
  'DmlGraphFusionHelper.cpp(1078) 887A0006 The GPU will not respond to more commands',
  '887A0007 The GPU device instance has been reset',
  'CUDA failure 700: an illegal memory access was encountered ; GPU=0',
  'CUDA failure 719: unspecified launch failure ; GPU=0',
  'CUDA failure 999: unknown error ; GPU=0'
]
/** Not a failure of the device, as far as the text goes. */
const refused = [
  // here: one output of 14 GB
  'Non-zero status code returned while running Mul node. Status Message: /onnxruntime_src/onnxruntime/core/providers/webgpu/shader_helper.cc:306 numbers_storage_buffers_ <= limits_.maxStorageBuffersPerShaderStage was false. Too many storage buffers in shader. Current: 110, Max is 16',
  'Could not find an implementation for Gelu(20)',
  'CUDA failure 1: invalid argument ; GPU=0'
]
const codeOf = (words: string, doing: 'load' | 'run' = 'run') => ofDevice('webgpu', doing, words)?.code

test.each(memory)('memory ran out: %#', (words) => {
  expect(codeOf(words)).toBe('device.memory')
  expect(codeOf(words, 'load')).toBe('device.memory')
})
test.each(lost)('the device was lost: %#', (words) => {
  expect(codeOf(words)).toBe('device.lost')
  expect(codeOf(words, 'load')).toBe('device.lost')
})
test.each(refused)('a graph that is not loaded is refused; a loaded one failed on the device: %#', (words) => {
  expect(codeOf(words, 'load')).toBeUndefined()
  expect(codeOf(words)).toBe('device.failed')
})
test('on the processor no failure is the device’s', () => {
  for (const words of [...memory, ...lost, ...refused]) expect(ofDevice('cpu', 'run', words)).toBeNull()
})
test('a failure says the device and what the runtime said, without its source line', () => {
  expect(ofDevice('webgpu', 'run', lost[0]!)?.facts.detail).toBe(
    'Failed to download data from buffer: [Device] is lost.'
  )
  expect(ofDevice('cuda', 'run', 'out of memory')?.toData()).toMatchObject({
    facts: { device: 'cuda', detail: 'out of memory' }
  })
})
