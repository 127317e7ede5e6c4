/**
 * The devices a graph can run on: the execution providers of the pinned runtime, in one table. Measurements and expectations
 * are in docs/devices.md.
 */
import type { Lacking } from '../onnx/graph.ts'

export interface Device {
  /** Its name in the runtime. */
  readonly provider: 'cpu' | 'webgpu' | 'dml' | 'cuda' | 'coreml'
  /** Systems, as Node's `platform-arch`, for which the runtime's package includes it; null = all. */
  readonly systems: readonly string[] | null
  /** Tensors can stay on the device between runs. */
  readonly resident: boolean
  /** It computes in f16. */
  readonly half: boolean
  /** It computes linear layers in int8 (DynamicQuantizeMatMul). */
  readonly int8: boolean
  /** Operators that it lacks or computes wrongly: graphs express them by others. */
  readonly lacks: readonly Lacking[]
}

export const devices = {
  cpu: { provider: 'cpu', systems: null, resident: false, half: false, int8: true, lacks: [] },
  webgpu: {
    provider: 'webgpu',
    systems: ['win32-x64', 'win32-arm64', 'darwin-arm64', 'linux-x64'],
    resident: true,
    half: true,
    int8: false,
    lacks: ['MultiHeadAttention'] // 2 to 10 % off on devices with small subgroups
  },
  directml: {
    provider: 'dml',
    systems: ['win32-x64', 'win32-arm64'],
    resident: false,
    half: true,
    int8: true,
    lacks: ['MultiHeadAttention'] // not tested yet
  },
  cuda: {
    provider: 'cuda',
    systems: ['linux-x64'], // with CUDA 12 and the runtime's own libraries, which are not part of its package
    resident: false,
    half: true,
    int8: false,
    lacks: ['MultiHeadAttention'] // not tested yet
  },
  coreml: {
    provider: 'coreml',
    systems: ['darwin-arm64'],
    resident: false,
    half: true,
    int8: false,
    lacks: ['MultiHeadAttention']
  }
} as const satisfies Record<string, Device>
export type DeviceName = keyof typeof devices

/** Devices that the runtime supports on this system, whether or not the machine has them. */
export const devicesFor = (system: string): DeviceName[] =>
  (Object.keys(devices) as DeviceName[]).filter((name) => {
    const { systems }: Device = devices[name]
    return systems === null || systems.includes(system)
  })
