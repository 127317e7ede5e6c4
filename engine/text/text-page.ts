/**
 * The features of a prompt as they are stored with a film, for packs whose text model takes minutes and gigabytes to read one: a
 * page like those of the memory, named by what it follows from.
 */
import { pageId, type PageId } from '../../app/ids.ts'
import { sha256 } from '../files/sha256.ts'
import type { Manifest } from '../pack/manifest.ts'
import type { TextFeatures } from './prompt-encoder.ts'

/** Names the page of a prompt; null for packs that read a prompt in no time. */
export function textNamer({ text }: Pick<Manifest, 'text'>): ((prompt: string) => PageId) | null {
  if (text.kind !== 'umt5') return null
  const { sha256: weights, tokenizerSha256 = null, maxTokens } = text
  return (prompt) => pageId(sha256(JSON.stringify(['text', weights, tokenizerSha256, maxTokens, prompt])))
}

/** f32, little-endian. */
export const textPageBytes = ({ features }: Pick<TextFeatures, 'features'>): Uint8Array =>
  new Uint8Array(features.slice().buffer)

/** Null where the bytes are not whole rows of this model. */
export function featuresOf(bytes: Uint8Array, { text }: Pick<Manifest, 'text'>): TextFeatures | null {
  const tokens = bytes.length / (4 * text.dim)
  if (!Number.isInteger(tokens) || tokens < 1 || tokens > text.maxTokens) return null
  return { features: new Float32Array(new Uint8Array(bytes).buffer), tokens }
}
