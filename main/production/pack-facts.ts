/** Facts about a pack from its manifest alone, needed before or without an engine. */
import type { Vocabulary } from '../../app/contract/prompt.ts'
import type { PolicyName } from '../../app/ledger/policies.ts'
import type { Timebase } from '../../app/time.ts'
import { chunksBack } from '../../engine/decode/past.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { readManifest, timebaseOf } from '../../engine/pack/pack.ts'

export interface PackFacts {
  readonly name: string
  /** `id@revision` */
  readonly model: string
  readonly base: Timebase
  readonly width: number
  readonly height: number
  /** Bytes of the stored latents (f16) of one chunk. */
  readonly latentBytes: number
  /** Chunks before one that its pictures depend on. */
  readonly chunksBack: number
  /** The model's training vocabulary; null when the pack lists nothing. */
  readonly knows: Vocabulary | null
  /** Policy of new films. */
  readonly policy: PolicyName
  /** Frames one layer can keep in its bank. */
  readonly bank: number
}

/** @throws Failure `pack.*` */
export const packFacts = async (folder: string): Promise<PackFacts> =>
  factsOf(parseManifest(await readManifest(folder)))

export function factsOf(manifest: Manifest): PackFacts {
  const { latent, chunk } = manifest
  const { width, height } = manifest.video
  return {
    name: manifest.name,
    model: `${manifest.id}@${manifest.revision}`,
    base: timebaseOf(manifest),
    width,
    height,
    latentBytes: 2 * chunk.latents * latent.channels * latent.height * latent.width,
    chunksBack: chunksBack(manifest),
    knows: manifest.knows ?? null,
    policy: manifest.memory.policy,
    bank: manifest.memory.bank
  }
}
