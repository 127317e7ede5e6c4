/** Why this version cannot make film with a pack, though nothing is wrong with it. */
import { Failure } from '../../app/base/failure.ts'
import { demandDecodable } from '../../engine/decode/decoder.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'

/** Failure `pack.autoencoder`; null when film can be made with the pack. */
export function whyNotRun({ autoencoder }: Manifest): Failure | null {
  try {
    demandDecodable(autoencoder)
    return null
  } catch (error) {
    return Failure.from(error)
  }
}
