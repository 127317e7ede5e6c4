/** Describes a pack to main. */
import type { ModelInfo } from '../../app/contract/engine.ts'
import { madeOnText, processor, type MadeOn } from '../../app/ledger/made-on.ts'
import { chunksBack } from '../decode/past.ts'
import type { Pack } from '../pack/pack.ts'

/**
 * What main and the window need to know of a pack.
 * @param silence expected milliseconds without an answer at most
 */
export function infoOf(
  { manifest, model, timebase, schedule, shape }: Pack,
  threads: number,
  silence = 0,
  made: MadeOn = processor
): ModelInfo {
  return {
    model,
    name: manifest.name,
    width: manifest.video.width,
    height: manifest.video.height,
    ...timebase,
    maxTokens: manifest.text.maxTokens,
    layers: shape.layers,
    keep: manifest.memory.keep,
    chunksBack: chunksBack(manifest),
    steps: schedule.sigmas.length,
    device: madeOnText(made),
    threads,
    silence
  }
}
