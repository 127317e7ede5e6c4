/** The parts of a model, what each is for, and under which names it is usually published. */
export const parts = ['generator', 'lora', 'text', 'tokenizer', 'decoder', 'tinyDecoder'] as const
export type Part = (typeof parts)[number]

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
      'the folder text_encoder of a Diffusers download'
    ]
  },
  tokenizer: {
    name: 'tokenizer',
    does: 'cuts prompts into the pieces that the text model knows',
    names: ['spiece.model (in google/umt5-xxl or tokenizer)']
  },
  decoder: {
    name: 'decoder',
    does: 'makes pictures of what the generator makes',
    names: ['Wan2.1_VAE.pth', 'wan_2.1_vae.safetensors', 'the folder vae of a Diffusers download']
  },
  tinyDecoder: {
    name: 'tiny decoder',
    does: 'does the same faster and coarser, for previews',
    names: ['taew2_1.safetensors', 'taew2_1.pth']
  }
}
