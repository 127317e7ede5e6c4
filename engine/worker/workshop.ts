/** The session's tools, all real: the pack's model, `generate`, JPEG. */
import { encodeJpegs } from '../decode/jpeg.ts'
import { generate } from '../generate/generate.ts'
import { fromStored } from '../rollout/precision.ts'
import { openModel } from './model.ts'
import type { Workshop } from './session.ts'

export const workshop: Workshop = {
  open: openModel,
  generate,
  encode: encodeJpegs,
  decode: (model, latents) => model.decode(fromStored(latents, 'f16'))
}
