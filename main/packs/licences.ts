/** The licences of a model, part by part, and those that have to be agreed to. */
import type { PartLicence } from '../../app/contract/models.ts'
import { isNonCommercial } from '../../engine/models/licence.ts'
import { notStated } from '../../engine/models/plan.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'

export const licencesOf = ({ licence }: Pick<Manifest, 'licence'>): readonly PartLicence[] =>
  Object.entries(licence).map(([part, said]) => ({
    part,
    said: said === notStated ? null : said,
    nonCommercial: isNonCommercial(said)
  }))

/** Those that are not for commercial use, or that nothing states. */
export const toAgreeTo = (licences: readonly PartLicence[]): readonly PartLicence[] =>
  licences.filter(({ said, nonCommercial }) => said === null || nonCommercial)
