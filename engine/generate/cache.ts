/** Caches shared by the takes of one model. */
import type { TimeModulation, Transformer } from '../../kernels/transformer/types.ts'
import type { FetchPages, PageHolder } from '../rollout/page-holder.ts'
import { Prompt } from '../rollout/prompt.ts'
import type { TextFeatures } from '../text/prompt-encoder.ts'
import { featuresOf } from '../text/text-page.ts'
import { Recent } from '../rollout/recent.ts'
import { MemoryStore } from '../rollout/store.ts'
import type { PageId } from '../../app/ids.ts'
import { sha256 } from '../files/sha256.ts'
import type { Pack } from '../pack/pack.ts'

/** Bytes of encoded prompts kept, beside the newest: a few hundred of the storybook pack, two of a model of 1.3 billion parameters. */
const promptsAtHand = 512 * 2 ** 20

/** The model that the prompts are for. */
interface Encoding {
  readonly pack: Pack
  readonly transformer: Transformer
  readonly textPage: ((prompt: string) => PageId) | null
  /** As `Model` has it: one row of features per real token. */
  encodeText(text: string, between?: () => Promise<void>): Promise<TextFeatures>
}

/** What reading a prompt may ask for. */
interface Reading {
  /** Features that were stored with the film; absent: none are looked for. */
  readonly pages?: FetchPages
  /** Called between the layers of a large text model; what it throws abandons the reading. */
  readonly between?: () => Promise<void>
}

export class ModelCache {
  readonly store: MemoryStore
  readonly #prompts = new Recent<string, Prompt>(promptsAtHand, ({ bytes }) => bytes)
  readonly #modulations = new Map<number, TimeModulation>()

  /** @param pages holder of keys and values; absent: the engine's own memory */
  constructor(pages?: PageHolder) {
    this.store = new MemoryStore(pages)
  }

  /** A prompt encoded, unless its features are stored, and turned into cross-attention memory; cached. */
  async prompt(model: Encoding, text: string, { pages, between }: Reading = {}): Promise<Prompt> {
    const known = this.#prompts.get(text)
    if (known) return known
    const stored = await storedFeatures(model, text, pages)
    const { features, tokens } = stored ?? (await model.encodeText(text, between))
    const { padding, maxTokens } = model.pack.manifest.text
    const rows = padding === 'zeros' ? maxTokens : tokens
    const prompt = await Prompt.prepare(model.transformer, text, features, tokens, rows)
    this.#prompts.put(text, prompt)
    return prompt
  }

  /** Cached per timestep: only one per denoising step and that of the clean pass occur. */
  async modulation(transformer: Transformer, timestep: number): Promise<TimeModulation> {
    const known = this.#modulations.get(timestep)
    if (known) return known
    const made = await transformer.timeModulation(timestep)
    this.#modulations.set(timestep, made)
    return made
  }
}

/** Null where none are stored, or others than this model's. */
async function storedFeatures(
  { pack, textPage }: Encoding,
  text: string,
  pages: Reading['pages']
): Promise<TextFeatures | null> {
  const [found] = textPage && pages ? await pages([textPage(text)]) : []
  return found && sha256(found.bytes) === found.sha256 ? featuresOf(found.bytes, pack.manifest) : null
}
