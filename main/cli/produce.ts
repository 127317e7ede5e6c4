/** What every command that makes film does: check the output, open the project, make, export, tell. */
import { Failure } from '../../app/contract/failure.ts'
import type { PictureScale } from '../../app/contract/formats.ts'
import type { WorkRequest } from '../../app/ledger/work.ts'
import type { RunResult } from '../production/events.ts'
import type { Project } from '../project/project.ts'
import type { Context } from './context.ts'
import { describeProject } from './describe.ts'
import { exitCodes } from './exit.ts'
import { noteLongPrompts } from './long-prompts.ts'
import { packFacts, type PackFacts } from '../production/pack-facts.ts'
import { make, withEngine } from './studio.ts'
import { checkVideo, videoInWords, writeVideo, type Video } from './video.ts'

export interface Order {
  /**
   * Opens the project. One that is yet to be made awaits `proven` first: the pack is loaded and sound, so that bad input
   * leaves nothing behind.
   */
  open(proven: () => Promise<unknown>, facts: PackFacts): Project | Promise<Project>
  /** What to make; may edit the film. */
  request(project: Project, facts: PackFacts): WorkRequest
  /** The MP4 to write when everything is made, if any. */
  readonly output: string | undefined
  /** Of its pictures; 1 where nothing is said. */
  readonly scale: PictureScale | undefined
}

/** @returns the exit code. @throws Failure `usage.scale`: no film is written whose pictures could have a size */
export async function produce(context: Context, order: Order): Promise<number> {
  if (order.scale !== undefined && order.output === undefined)
    throw new Failure(
      'usage.scale',
      '--scale is for the film that --output names; none is written.',
      'Add -o FILE, or leave it out.'
    )
  const facts = await packFacts(context.pack)
  const target = order.output === undefined ? undefined : await checkVideo(order.output, order.scale ?? 1)
  return withEngine(context, async (supervisor) => {
    const project = await order.open(() => supervisor.start(), facts)
    context.output.remarks(project.remarks)
    try {
      const request = order.request(project, facts)
      await noteLongPrompts(context, project.film)
      const result = await make(context, project, supervisor, request)
      const whole = result.end === 'complete'
      const video = target && whole ? await writeVideo(context, project, supervisor, facts, target) : undefined
      tell(context, project, facts, result, video)
      if (!whole) return exitCodes.interrupted
      return result.work.skipped.length > 0 ? exitCodes.input : exitCodes.done // the reasons were told
    } finally {
      project.close()
    }
  })
}

function tell({ output }: Context, project: Project, facts: PackFacts, { end, made }: RunResult, video?: Video): void {
  const kept = `Stopped. ${made} new ${made === 1 ? 'chunk is' : 'chunks are'} kept; \`throughline resume\` goes on from there.`
  const lines = [
    ...(end === 'complete' ? [] : [kept]),
    `Project: ${project.path}`,
    ...(video ? [videoInWords(video)] : [])
  ]
  output.result(lines.join('\n'), { end, made, ...(video ? { video } : {}), project: describeProject(project, facts) })
}
