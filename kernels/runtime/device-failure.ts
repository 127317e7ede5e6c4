/**
 * Recognises a failed device by the runtime's error message. Errors on the CPU are never classified: there is no other
 * device to continue on.
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
 * The failure of a device. Null on the CPU, and for a graph that does not load for another reason than the device. A
 * loaded graph was accepted and its inputs were checked, so any error while it runs is the device's.
 * @param said the runtime's error message
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

/** The runtime's error message without source location and condition. */
export const withoutPlace = (said: string): string => said.replace(/^.* was false\. /, '')

/** After a first failure the supervisor restarts the engine; a second one is `device.given-up`. */
const again = 'Nothing that was saved is lost; the engine is started again on it by itself.'
