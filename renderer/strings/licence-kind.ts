/** What a licence means for somebody who makes a film, as far as its name tells. Pure. */
import type { PartLicence } from '../../app/contract/models.ts'

export type LicenceKind = 'notStated' | 'nonCommercial' | 'anything' | 'withNotice' | 'other'

export function licenceKind({ said, nonCommercial }: Pick<PartLicence, 'said' | 'nonCommercial'>): LicenceKind {
  if (said === null) return 'notStated'
  if (nonCommercial) return 'nonCommercial'
  if (/^(?:cc0|unlicense|public domain)/i.test(said)) return 'anything'
  return /^(?:apache|mit|bsd|isc)\b/i.test(said) ? 'withNotice' : 'other'
}

/** Has to be agreed to before a model is added; main asks for the same. */
export const isToAgree = ({ said, nonCommercial }: Pick<PartLicence, 'said' | 'nonCommercial'>): boolean =>
  said === null || nonCommercial
