/** What is worth keeping between takes of one model. */
import type { TimeModulation, Transformer } from '../../kernels/transformer/types.ts'
import { Prompt } from '../rollout/prompt.ts'
import { MemoryStore } from '../rollout/store.ts'
import type { Model } from './types.ts'

/** Prompts kept ready: the cards around the one being made. */
const promptsAtHand = 16

export class ModelCache {
  readonly store = new MemoryStore()
  readonly #prompts = new Map<string, Prompt>()
  readonly #modulations = new Map<number, TimeModulation>()

  /** A prompt encoded and turned into cross-attention memory; once per prompt. */
  async prompt(model: Omit<Model, 'cache'>, words: string): Promise<Prompt> {
    const known = this.#prompts.get(words)
    if (known) return known
    const { features, tokens } = await model.encodeText(words)
    const { padding, maxTokens } = model.pack.manifest.text
    const rows = padding === 'zeros' ? maxTokens : tokens
    const prompt = await Prompt.prepare(model.transformer, words, features, tokens, rows)
    if (this.#prompts.size >= promptsAtHand) this.#prompts.delete(this.#prompts.keys().next().value!)
    this.#prompts.set(words, prompt)
    return prompt
  }

  /** Only a handful of timesteps ever occurs: one per denoising step and that of the clean pass. */
  async modulation(transformer: Transformer, timestep: number): Promise<TimeModulation> {
    const known = this.#modulations.get(timestep)
    if (known) return known
    const made = await transformer.timeModulation(timestep)
    this.#modulations.set(timestep, made)
    return made
  }
}
