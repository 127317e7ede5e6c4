/** `--canvas`: size of the pictures that an imported model makes. */
import { InvalidArgumentError } from 'commander'
import type { Canvas } from '../../engine/models/manifest-of.ts'

/** A canvas is patches of 2 × 2 latents, each of 8 × 8 points. */
const multiple = 16
const most = 4096

/** `832x480` */
export function canvasNamed(text: string): Canvas {
  const [, width = 0, height = 0] = (/^(\d{1,5})[x×](\d{1,5})$/.exec(text) ?? []).map(Number)
  const fits = (side: number): boolean => side > 0 && side <= most && side % multiple === 0
  if (!fits(width) || !fits(height))
    throw new InvalidArgumentError(
      `It must be WIDTHxHEIGHT, both multiples of ${multiple}: 832x480, 576x320 or 256x144, for example.`
    )
  return { width, height }
}
