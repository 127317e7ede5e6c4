import { Failure } from '../../app/base/failure.ts'

/**
 * The finished latents, checked: a NaN would spread through the memory into every later chunk.
 * @throws Failure `model.numbers`
 */
export function finite(latents: Float32Array): Float32Array {
  if (latents.every(Number.isFinite)) return latents
  throw new Failure(
    'model.numbers',
    'The model answered with numbers that are no picture (NaN or infinity).',
    'Try another seed or prompt. If it stays so, the pack is damaged: fetch it again.'
  )
}
