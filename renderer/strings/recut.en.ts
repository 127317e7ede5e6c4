/** An edited cut that comes back. English. */
import type { CutKind } from '../../app/exchange/handoff/edited-cut.ts'
import type { RecutShot } from '../../app/exchange/handoff/plan-recut.ts'
import { seconds } from './units.en.ts'

export const recutEn = {
  title: 'Take an edited cut back',
  kinds: { otio: 'OpenTimelineIO', edl: 'EDL' } as Readonly<Record<CutKind, string>>,
  moved: 'moved',
  was: (number: string) => `was ${number}`,
  take: (number: number) => `take ${number}`,
  begins: (length: string) => `begins ${length} into its take`,
  /** @param by in seconds */
  rounded: (by: number) => `rounded by ${by < 0.05 ? 'less than 0.1 s' : seconds(by)}`,
  origins: {
    kept: 'not in the cut: stays in the film',
    again: 'used again: one more shot with the same takes',
    unknown: 'no shot of this film: planned'
  } as Readonly<Record<Exclude<RecutShot['origin'], 'cut'>, string>>,
  same: 'The film is as this cut has it.',
  noFilm: ['No film is open that this cut could be of.', 'Open its film, then the cut.'],
  readOnly: ['This film can only be looked at.', 'Save it as a copy, then open the cut.'],
  start: 'Change the film'
}
