/** Well-known files of other models, recognised by one of their tensors, so that a refusal can name them. */
import type { Tensors } from './copies.ts'
import { unsuitable } from './refusal.ts'

const strangers: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)double_blocks\.\d+\./, 'a picture model (Flux) or HunyuanVideo'],
  [/(?:^|\.)joint_blocks\.\d+\./, 'a picture model (Stable Diffusion 3)'],
  [
    /(?:^|\.)(?:input_blocks\.\d+\.\d|down_blocks\.\d+\.(?:resnets|attentions))\./,
    'a picture model (Stable Diffusion)'
  ],
  [/(?:^|\.)(?:text_model|vision_model|visual)\./, 'CLIP, which ties texts to pictures'],
  [/(?:^|\.)first_stage_model\.|(?:^|\.)decoder\.up\.\d+\./, 'the decoder of a picture model'],
  [/(?:^|\.)model\.layers\.\d+\.(?:self_attn|mlp)\.|^layers\.\d+\.(?:self_attn|mlp)\./, 'a language model'],
  [/(?:^|\.)transformer_blocks\.\d+\./, 'another picture or video model']
]

/** @throws Failure `model.unsuitable` for a file of a well-known other kind */
export function demandKnown(path: string, tensors: Tensors): void {
  for (const [pattern, what] of strangers)
    if ([...tensors.keys()].some((name) => pattern.test(name)))
      throw unsuitable(path, `is ${what}`, 'Leave it where it is: it is not needed.')
}
