/**
 * The device in a chunk's record: `cpu`, or `webgpu/exact/NVIDIA GeForce RTX 4070 551.23`: device, precision, and the
 * driver's name where it is known.
 */
import type { Chunk } from '../time.ts'

export interface MadeOn {
  /** `cpu`, `webgpu`, … */
  readonly device: string
  /** `exact`: computed in f32. */
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

/** Consecutive chunks of one device, from `at` on. */
export interface DevicePart extends MadeOn {
  readonly at: Chunk
}

/** Whether only the CPU was used: then no device is shown. */
export const onProcessorAlone = (parts: readonly Pick<MadeOn, 'device'>[]): boolean =>
  parts.every(({ device }) => device === processor.device)

/** The devices of these chunks, in order: one part, unless making continued on another device. */
export function devicesOf(chunks: readonly { readonly index: Chunk; readonly device: string }[]): DevicePart[] {
  return chunks.flatMap(({ index, device }, position) =>
    chunks[position - 1]?.device === device ? [] : [{ at: index, ...madeOn(device) }]
  )
}
