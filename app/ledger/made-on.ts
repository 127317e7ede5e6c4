/**
 * What made a chunk, as its record says it: `cpu`, or `webgpu/exact/NVIDIA GeForce RTX 4070 551.23`: device, precision, and
 * what its driver calls itself, where that is known.
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

/** The processor at full precision is `cpu` alone, as in films from before there were others. */
export function madeOnText({ device, precision, driver }: MadeOn): string {
  if (device === 'cpu' && precision === 'exact' && driver === null) return device
  return [device, precision, ...(driver === null ? [] : [driver])].join('/')
}

/** Reads what `madeOnText` wrote. */
export function madeOn(text: string): MadeOn {
  const [device = '', precision = 'exact', ...driver] = text.split('/')
  return { device, precision, driver: driver.length > 0 ? driver.join('/') : null }
}

/** Chunks made on one device, from `at` on. */
export interface DevicePart extends MadeOn {
  readonly at: Chunk
}

/** Whether nothing but the processor made them: then there is nothing to say of it. */
export const onProcessorAlone = (parts: readonly Pick<MadeOn, 'device'>[]): boolean =>
  parts.every(({ device }) => device === processor.device)

/** What made these chunks, first to last: one part, unless they were gone on with elsewhere. */
export function devicesOf(chunks: readonly { readonly index: Chunk; readonly device: string }[]): DevicePart[] {
  return chunks.flatMap(({ index, device }, position) =>
    chunks[position - 1]?.device === device ? [] : [{ at: index, ...madeOn(device) }]
  )
}
