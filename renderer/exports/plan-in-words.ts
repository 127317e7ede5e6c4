/** What is to be known of an export before it begins, in words, and whether it can begin at all. Pure. */
import { isPictureFormat, type ExportFormat } from '../../app/contract/formats.ts'
import type { ExportPlan } from '../../app/contract/window.ts'
import type { Strings } from '../strings/en.ts'
import { told } from '../strings/told.ts'

export interface PlanInWords {
  readonly ready: boolean
  /** Why not, or what will be missing. */
  readonly warnings: readonly string[]
  /** Which program encodes it; empty where none does. */
  readonly encoder: string
}

export function planInWords(plan: ExportPlan, format: ExportFormat, strings: Strings): PlanInWords {
  const { exports: words } = strings
  if (format === 'shots') return { ready: true, warnings: [], encoder: '' }
  if (format === 'srt') return { ready: plan.spoken > 0, warnings: plan.spoken > 0 ? [] : [words.silent], encoder: '' }
  const { unmade, partial, ffmpeg } = plan
  if (format === 'pdf') return { ready: true, warnings: unmade > 0 ? [words.unmadeOnPaper(unmade)] : [], encoder: '' }
  if (!isPictureFormat(format)) throw new RangeError(`no words for ${format}`)
  if (ffmpeg.origin === 'none')
    return { ready: false, warnings: [told(ffmpeg.problem, strings).join(' ')], encoder: '' }
  const encoder = words.encoder[ffmpeg.origin](ffmpeg.path)
  if (plan.seconds === 0) return { ready: false, warnings: [words.nothing], encoder }
  const warnings = [unmade > 0 && words.unmade(unmade), partial > 0 && words.partial(partial)].filter(
    (text) => text !== false
  )
  return { ready: true, warnings, encoder }
}
