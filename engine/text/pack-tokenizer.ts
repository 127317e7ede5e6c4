/** A pack's tokenizer without its encoder weights: enough to count tokens. */
import { parseManifest } from '../pack/parse-manifest.ts'
import { readManifest } from '../pack/pack.ts'
import { openTokenizer, type Tokenizer } from './tokenizer.ts'

export interface PackTokenizer {
  readonly tokenizer: Tokenizer
  /** Most tokens a prompt may have, [CLS] and [SEP] included. */
  readonly maxTokens: number
}

/**
 * Null for packs whose tokenizer kind is not supported here.
 * @param folder the pack's
 * @throws Failure `pack.*`
 */
export async function openPackTokenizer(folder: string): Promise<PackTokenizer | null> {
  const { text } = parseManifest(await readManifest(folder))
  if (text.kind !== 'bert') return null
  return { tokenizer: await openTokenizer(folder, text.vocab, text), maxTokens: text.maxTokens }
}
