/** The parts of a model, what each is for, and under which names it is usually published. */
import { modelParts, type ModelPart } from '../../app/contract/models.ts'

export const parts = modelParts
export type Part = ModelPart

export interface PartFacts {
  readonly name: string
  /** What it does, to follow its name. */
  readonly does: string
  /** Names of files as their makers publish them. */
  readonly names: readonly string[]
}

export const partFacts: Readonly<Record<Part, PartFacts>> = {
  generator: {
    name: 'generator',
    does: 'makes the film',
    names: ['base.pt (MemFlow)', 'longlive_base.pt (LongLive)', 'self_forcing_dmd.pt (Self-Forcing)']
  },
  lora: {
    name: 'LoRA',
    does: 'what training added to a generator; merged into it',
    names: ['lora.pt (MemFlow, LongLive)']
  },
  text: {
    name: 'text model',
    does: 'reads prompts (umT5-XXL)',
    names: [
      'models_t5_umt5-xxl-enc-bf16.pth',
      'umt5_xxl_fp16.safetensors',
      'umt5_xxl_fp8_e4m3fn_scaled.safetensors',
      'text_encoder/ (Diffusers)'
    ]
  },
  tokenizer: {
    name: 'tokenizer',
    does: 'cuts prompts into the pieces that the text model knows',
    names: ['spiece.model (google/umt5-xxl/, tokenizer/)']
  },
  decoder: {
    name: 'decoder',
    does: 'makes pictures of what the generator makes',
    names: ['Wan2.1_VAE.pth', 'wan_2.1_vae.safetensors', 'vae/ (Diffusers)']
  },
  tinyDecoder: {
    name: 'tiny decoder',
    does: 'does the same faster and coarser, for previews',
    names: ['taew2_1.safetensors', 'taew2_1.pth']
  }
}
