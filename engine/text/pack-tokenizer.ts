/** A pack's own tokenizer, without its weights: enough to tell how much of a prompt is read. */
import { parseManifest } from '../pack/parse-manifest.ts'
import { readManifest } from '../pack/pack.ts'
import { openTokenizer, type Tokenizer } from './tokenizer.ts'

export interface PackTokenizer {
  readonly tokenizer: Tokenizer
  /** Most tokens a prompt may have, [CLS] and [SEP] included. */
  readonly maxTokens: number
}

/**
 * Null for packs whose kind of tokenizer is not known here.
 * @param folder the pack's
 * @throws Failure `pack.*`
 */
export async function openPackTokenizer(folder: string): Promise<PackTokenizer | null> {
  const { text } = parseManifest(await readManifest(folder))
  if (text.kind !== 'bert') return null
  return { tokenizer: await openTokenizer(folder, text.vocab, text), maxTokens: text.maxTokens }
}
