/** Which of a pack's networks this version cannot run. */
import { Failure } from '../../app/base/failure.ts'
import { demandDecodable } from '../../engine/decode/decoder.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { demandReadable } from '../../engine/text/encoder.ts'

/** Failures `pack.text` and `pack.autoencoder`; none when film can be made with the pack. */
export function whyNotRun({ text, autoencoder }: Manifest): readonly Failure[] {
  return [() => demandReadable(text), () => demandDecodable(autoencoder)].flatMap((demand) => {
    try {
      demand()
      return []
    } catch (error) {
      return [Failure.from(error)]
    }
  })
}
