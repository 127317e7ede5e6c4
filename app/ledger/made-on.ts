/**
 * The device in a chunk's record: `cpu`, or `webgpu/exact/NVIDIA GeForce RTX 4070 551.23`: device, precision, and the
 * driver's name where it is known.
 */
import type { Chunk } from '../time.ts'

/** How denoising computes: f32; f16 (no device does it yet); the blocks' linears in int8. */
export const precisions = ['exact', 'half', 'fast'] as const
export type PrecisionName = (typeof precisions)[number]

export interface MadeOn {
  /** `cpu`, `webgpu`, … */
  readonly device: string
  /** One of `precisions`, unless a later version wrote it. */
  readonly precision: string
  /** Null where it is not known. */
  readonly driver: string | null
}

export const processor: MadeOn = { device: 'cpu', precision: 'exact', driver: null }

/** The CPU at full precision is `cpu` alone, as in films from before there were other devices. */
export function madeOnText({ device, precision, driver }: MadeOn): string {
  if (device === 'cpu' && precision === 'exact' && driver === null) return device
  return [device, precision, ...(driver === null ? [] : [driver])].join('/')
}

/** Parses the output of `madeOnText`. */
export function madeOn(text: string): MadeOn {
  const [device = '', precision = 'exact', ...driver] = text.split('/')
  return { device, precision, driver: driver.length > 0 ? driver.join('/') : null }
}

/** Consecutive chunks of one device and precision, from `at` on. */
export interface DevicePart extends MadeOn {
  readonly at: Chunk
}

/** Whether all was made on the CPU at full precision: then no device is shown. */
export const onProcessorExactly = (parts: readonly Pick<MadeOn, 'device' | 'precision'>[]): boolean =>
  parts.every(({ device, precision }) => device === processor.device && precision === processor.precision)

/** The devices of these chunks, in order: one part, unless making continued on another device. */
export function devicesOf(chunks: readonly { readonly index: Chunk; readonly device: string }[]): DevicePart[] {
  return chunks.flatMap(({ index, device }, position) =>
    chunks[position - 1]?.device === device ? [] : [{ at: index, ...madeOn(device) }]
  )
}
