/** The steps shared by all commands that make film: check the output, open the project, make, export, report. */
import { Failure } from '../../app/base/failure.ts'
import { automatic } from '../../engine/worker/device.ts'
import { deliveredAs } from '../../app/exchange/delivery.ts'
import { videoFormats, type PictureScale } from '../../app/exchange/formats.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import type { RunResult } from '../production/events.ts'
import type { Project } from '../project/project.ts'
import type { Context } from './context.ts'
import { describeProject } from './describe.ts'
import { exitCodes } from './exit.ts'
import { packToMake } from './film-pack.ts'
import { noteLongPrompts } from './long-prompts.ts'
import { noteOtherModels } from './other-models.ts'
import { packFacts, type PackFacts } from '../production/pack-facts.ts'
import { make, withEngine } from './studio.ts'
import { formatFor } from './output-format.ts'
import { checkVideo, videoText, writeVideo, type Video, type VideoOrder } from './video.ts'

export interface Order {
  /** Opens the project. A new one is created only after `proven`: the pack is loaded and valid, so invalid input leaves no file. */
  open(proven: () => Promise<unknown>, facts: PackFacts, context: Context): Project | Promise<Project>
  /** What to make; may edit the film. */
  request(project: Project, facts: PackFacts): WorkRequest
  /** The project file, which may not exist yet. */
  readonly film: string
  readonly output: OutputOptions
}

/** Output options of a command that makes film, as commander parsed them. */
export interface OutputOptions {
  /** The film to write when everything is made, if any: MP4, WebM or GIF. */
  readonly output?: string | undefined
  /** Scale of its pictures; default 1. */
  readonly scale?: PictureScale | undefined
  /** Any existing file may be replaced. */
  readonly replace?: true | undefined
}

/** @returns the exit code. @throws Failure `usage.scale`, `usage.replace` when given without a film to write */
export async function produce(context: Context, order: Order): Promise<number> {
  const wanted = videoOf(order.output)
  const first = await packFacts(context.pack)
  const target = wanted && (await checkVideo(wanted, order.film))
  return withEngine(context, async (supervisor) => {
    if (context.device !== automatic) await supervisor.start() // it may not exist: start it before anything is opened
    const project = await order.open(() => supervisor.start(), first, context)
    context.output.remarks(project.remarks)
    try {
      const pack = await packToMake(context, project)
      const { facts, folder } = pack
      supervisor.turnTo(folder)
      await noteOtherModels(context, project, facts)
      const request = order.request(project, facts)
      await noteLongPrompts({ ...context, pack: folder }, project.film)
      const result = await make(context, project, supervisor, request)
      const whole = result.end === 'complete'
      const video = target && whole ? await writeVideo(context, project, supervisor, pack, target) : undefined
      report(context, project, facts, result, video)
      if (!whole) return exitCodes.interrupted
      return result.work.skipped.length > 0 ? exitCodes.input : exitCodes.done // the reasons were printed
    } finally {
      project.close()
    }
  })
}

function videoOf({ output, scale, replace }: OutputOptions): VideoOrder | undefined {
  if (output !== undefined)
    return {
      output,
      format: formatFor(output, videoFormats),
      delivery: deliveredAs(scale ?? 1),
      replace: replace ?? false
    }
  const idle = scale !== undefined ? 'scale' : replace !== undefined ? 'replace' : null
  if (idle === null) return undefined
  throw new Failure(
    `usage.${idle}`,
    `--${idle} is for the film that --output names; none is written.`,
    'Add -o FILE, or leave it out.'
  )
}

function report(
  { output }: Context,
  project: Project,
  facts: PackFacts,
  { end, made }: RunResult,
  video?: Video
): void {
  const kept = `Stopped. ${made} new ${made === 1 ? 'chunk is' : 'chunks are'} kept; \`throughline resume\` goes on from there.`
  const lines = [
    ...(end === 'complete' ? [] : [kept]),
    `Project: ${project.path}`,
    ...(video ? [videoText(video)] : [])
  ]
  output.result(lines.join('\n'), { end, made, ...(video ? { video } : {}), project: describeProject(project, facts) })
}
