/** The files that a manifest names: what a pack consists of besides the manifest itself. */
import type { Manifest } from './manifest.ts'
import { mostBytes } from './pack-file.ts'

export interface ManifestFile {
  readonly file: string
  /** What the manifest says of it; null where it says nothing. */
  readonly sha256: string | null
  /** Bytes it may have. */
  readonly most: number
}

/** Each once, in the order of the manifest. One that is named twice with different hashes stands there twice. */
export function filesOf({ transformer, text, autoencoder, preview }: Manifest): readonly ManifestFile[] {
  const weights = [transformer, text, autoencoder, ...(preview ? [preview] : [])].map(
    ({ file, sha256 }): ManifestFile => ({
      file,
      sha256,
      most: mostBytes.weights
    })
  )
  const words: ManifestFile =
    text.kind === 'bert'
      ? { file: text.vocab, sha256: text.vocabSha256, most: mostBytes.vocabulary }
      : { file: text.tokenizer, sha256: text.tokenizerSha256 ?? null, most: mostBytes.vocabulary }
  const all = [...weights, words]
  return all.filter((one, at) => all.findIndex(({ file, sha256 }) => file === one.file && sha256 === one.sha256) === at)
}
