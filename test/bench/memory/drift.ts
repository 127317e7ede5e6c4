/** Drift of sharpness, saturation and colours over a minute in one set. */
import type { Pictures } from '../../../engine/generate/types.ts'
import { paletteError } from './colour.ts'
import type { Column } from './column.ts'
import { small } from './picture.ts'
import type { LongScript } from './scripts.ts'
import { chroma, sharpness } from './sharpness.ts'
import { middle } from './sheet.ts'
import { trueSet, type World } from './world.ts'

/** Means over ten seconds. */
export interface Stretch {
  /** Over true frames of the set: 1 is as sharp, as colourful. */
  readonly sharpness: number
  readonly saturation: number
  /** Levels. */
  readonly paletteError: number
}

export interface DriftResult {
  readonly policy: Column
  readonly seed: number
  /** One entry for every ten seconds. */
  readonly stretches: readonly Stretch[]
}

const stretch = 10

export function measureDrift(
  world: World,
  script: LongScript,
  policy: Column,
  chunks: readonly Pictures[]
): DriftResult {
  const truth = trueSet(world, script.set, chunks[0]!.width)
  const seconds = chunks.map((chunk): Stretch => ({
    sharpness: sharpness(chunk, middle(chunk)) / truth.sharpness,
    saturation: chroma(middle(chunk)) / truth.chroma,
    paletteError: paletteError(world, script.set, small(chunk, middle(chunk)))
  }))
  const stretches = Array.from({ length: Math.ceil(seconds.length / stretch) }, (_, i) =>
    meanOf(seconds.slice(i * stretch, (i + 1) * stretch))
  )
  return { policy, seed: script.seed, stretches }
}

function meanOf(seconds: readonly Stretch[]): Stretch {
  const over = (key: keyof Stretch) => seconds.reduce((sum, second) => sum + second[key], 0) / seconds.length
  return { sharpness: over('sharpness'), saturation: over('saturation'), paletteError: over('paletteError') }
}
