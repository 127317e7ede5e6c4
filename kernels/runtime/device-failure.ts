/**
 * Tells a failed device from a refused question, by what the runtime said. On the CPU nothing is told apart: there is no
 * other device to go on with.
 */
import { Failure } from '../../app/base/failure.ts'
import type { DeviceName } from './devices.ts'

/** ONNX Runtime's arena and buffers, Vulkan, CUDA with cuBLAS and cuDNN, Direct3D (E_OUTOFMEMORY), C++. */
const memory =
  /out of memory|OUT_OF_(?:DEVICE_|HOST_|POOL_)?MEMORY|OutOfMemory|failed to allocate memory|failed to create GPU buffer|ALLOC_FAILED|bad_alloc|8007000E/i

/** Dawn, Vulkan, Direct3D (removed, hung, reset, internal error of the driver), CUDA (launch failed, timed out, lost). */
const lost =
  /\bis lost|device lost|DEVICE_LOST|device was destroyed|Instance reference no longer exists|887A000[567]|887A0020|CUDA failure (?:4|46|700|702|709|719|999)\b|illegal memory access|unspecified launch failure/i

/**
 * The failure of a device, or null: the CPU, and a graph that another device would not load for a reason of its own.
 * A graph that was loaded was accepted, and its inputs were checked: whatever stops it then is the device's failure.
 * @param said what the runtime said
 */
export function ofDevice(device: DeviceName, doing: 'load' | 'run', said: string): Failure | null {
  if (device === 'cpu') return null
  const words = withoutPlace(said)
  const facts = { device, detail: words }
  if (memory.test(words))
    return new Failure(
      'device.memory',
      `Memory ran out while the device "${device}" computed: ${words}.`,
      `${again} Close other programs that use the graphics card.`,
      facts
    )
  if (lost.test(words))
    return new Failure(
      'device.lost',
      `The device "${device}" was lost, or its driver began anew: ${words}.`,
      again,
      facts
    )
  return doing === 'load'
    ? null
    : new Failure('device.failed', `The device "${device}" could not go on: ${words}.`, again, facts)
}

/** What the runtime said, without the place in its source and the condition there. */
export const withoutPlace = (said: string): string => said.replace(/^.* was false\. /, '')

/** True of every first failure: the supervisor does it, and has words of its own for the second (`device.given-up`). */
const again = 'Nothing that was saved is lost; the engine is started again on it by itself.'
