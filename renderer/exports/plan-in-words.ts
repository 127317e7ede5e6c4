/** What is to be known of an export before it begins, in words, and whether it can begin at all. Pure. */
import { formats, type ExportFormat } from '../../app/exchange/formats.ts'
import type { ExportPlan } from '../../app/contract/window.ts'
import type { Strings } from '../strings/en.ts'
import { told } from '../strings/told.ts'

export interface PlanInWords {
  readonly ready: boolean
  /** Why not, or what will be missing. */
  readonly warnings: readonly string[]
  /** What is there, but not as the storyboard has it now; empty where all is. */
  readonly old: string
  /** Which program encodes it; empty where none does. */
  readonly encoder: string
}

export function planInWords(plan: ExportPlan, format: ExportFormat, strings: Strings): PlanInWords {
  const nothing: PlanInWords = { ready: true, warnings: [], old: '', encoder: '' }
  const { kind, timed } = formats[format]
  switch (kind) {
    case 'text':
      return timed ? { ...nothing, ...subtitles(plan, strings) } : nothing
    case 'paper':
      return { ...nothing, ...paper(plan, strings) }
    case 'video':
    case 'stills':
      return { ...nothing, ...film(plan, strings) }
  }
}

/** They go with the film as it is exported now; before anything is made, with the storyboard. */
function subtitles({ spoken, unheard, seconds }: ExportPlan, { exports: words }: Strings): Partial<PlanInWords> {
  if (spoken === 0) return { ready: false, warnings: [words.silent] }
  if (seconds === 0) return { warnings: [words.plannedTimes] }
  if (unheard.length === spoken) return { ready: false, warnings: [words.allUnheard] }
  return { warnings: said([words.unheard, unheard]) }
}

function paper({ blank, outdated }: ExportPlan, { exports: words }: Strings): Partial<PlanInWords> {
  return { warnings: said([words.blankOnPaper, blank]), old: outdated.length > 0 ? words.oldOnPaper(outdated) : '' }
}

function film(plan: ExportPlan, strings: Strings): Partial<PlanInWords> {
  const { exports: words } = strings
  const { ffmpeg, seconds, unmade, partial, outdated, unsure } = plan
  if (ffmpeg.origin === 'none') return { ready: false, warnings: [told(ffmpeg.problem, strings).join(' ')] }
  const encoder = words.encoder[ffmpeg.origin]()
  if (seconds === 0) return { ready: false, warnings: [words.nothing], encoder }
  return {
    warnings: said([words.unmade, unmade], [words.partial, partial]),
    old: outdated.length + unsure.length > 0 ? words.old(outdated, unsure) : '',
    encoder
  }
}

/** A sentence each where there are shots to say it of. */
const said = (...each: readonly [(shots: readonly string[]) => string, readonly string[]][]): string[] =>
  each.flatMap(([words, shots]) => (shots.length > 0 ? [words(shots)] : []))
