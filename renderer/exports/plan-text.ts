/** The export dialog's texts about a plan, and whether the export can start. Pure. */
import { formats, type WindowFormat } from '../../app/exchange/formats.ts'
import type { ExportPlan } from '../../app/contract/window.ts'
import type { Strings } from '../strings/en.ts'
import { failureText } from '../strings/failure-text.ts'

export interface PlanText {
  readonly ready: boolean
  /** Why it cannot start, or what will be missing. */
  readonly warnings: readonly string[]
  /** Parts that are not made and stand in; empty when none are. */
  readonly stands: string
  /** Parts that are outdated; empty when none are. */
  readonly old: string
  /** The program that encodes; empty where none is needed. */
  readonly encoder: string
}

/** @param animatic whether shots that are not made stand in, where the format has the times of the film */
export function planText(plan: ExportPlan, format: WindowFormat, strings: Strings, animatic = false): PlanText {
  const nothing: PlanText = { ready: true, warnings: [], stands: '', old: '', encoder: '' }
  const { kind, timed } = formats[format]
  switch (kind) {
    case 'text':
      return timed ? { ...nothing, ...subtitles(plan, strings, animatic) } : nothing
    case 'paper':
      return { ...nothing, ...paper(plan, strings) }
    case 'edit':
      return { ...nothing, ...film(plan, strings, strings.exports.gaps) }
    case 'video':
    case 'stills':
      return { ...nothing, ...(animatic ? whole(plan, strings) : film(plan, strings)) }
  }
}

/** Subtitles are timed like the exported film; before anything is made, like the storyboard. */
function subtitles(
  { spoken, unheard, seconds }: ExportPlan,
  { exports: texts }: Strings,
  animatic: boolean
): Partial<PlanText> {
  if (spoken === 0) return { ready: false, warnings: [texts.silent] }
  if (seconds === 0) return { warnings: [texts.plannedTimes] }
  if (animatic) return {}
  if (unheard.length === spoken) return { ready: false, warnings: [texts.allUnheard] }
  return { warnings: said([texts.unheard, unheard]) }
}

function paper({ blank, outdated }: ExportPlan, { exports: texts }: Strings): Partial<PlanText> {
  return { warnings: said([texts.blankOnPaper, blank]), old: outdated.length > 0 ? texts.oldOnPaper(outdated) : '' }
}

/** @param lacking sentences about shots of which nothing, and of which only a part is made */
function film(
  plan: ExportPlan,
  strings: Strings,
  lacking: Pick<Strings['exports'], 'unmade' | 'partial'> = strings.exports
): Partial<PlanText> {
  const { exports: texts } = strings
  const { ffmpeg, seconds, unmade, partial, outdated, unsure, asStored } = plan
  if (ffmpeg.origin === 'none') return { ready: false, warnings: [failureText(ffmpeg.problem, strings).join(' ')] }
  const encoder = texts.encoder[ffmpeg.origin]()
  if (seconds === 0) return { ready: false, warnings: [texts.nothing], encoder }
  return {
    warnings: said([lacking.unmade, unmade], [lacking.partial, partial], [texts.asStored, asStored]),
    old: outdated.length + unsure.length > 0 ? texts.old(outdated, unsure) : '',
    encoder
  }
}

/** A film with stand-ins for what is not made. */
function whole(plan: ExportPlan, strings: Strings): Partial<PlanText> {
  const { unmade, partial } = plan
  const lacking = [...unmade, ...partial]
  if (lacking.length === 0 || plan.ffmpeg.origin === 'none') return film(plan, strings)
  const made = film({ ...plan, seconds: Math.max(plan.seconds, 1), unmade: [], partial: [] }, strings)
  return { ...made, stands: strings.exports.stands(lacking) }
}

/** The sentences whose list of shots is not empty. */
const said = (...each: readonly [(shots: readonly string[]) => string, readonly string[]][]): string[] =>
  each.flatMap(([text, shots]) => (shots.length > 0 ? [text(shots)] : []))
