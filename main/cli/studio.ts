/** Engine and runs of a command: started together, shown as progress, stopped by Ctrl-C, ended together. */
import type { Failure } from '../../app/base/failure.ts'
import { shotNumber } from '../../app/film/film.ts'
import { madeOn, processor } from '../../app/ledger/made-on.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import type { RunEvent, RunResult } from '../production/events.ts'
import { Production } from '../production/production.ts'
import { shareOf, type Speed } from '../production/rate.ts'
import type { Project } from '../project/project.ts'
import { forkLauncher } from '../supervisor/fork.ts'
import { Supervisor } from '../supervisor/supervisor.ts'
import { canAsk } from './ask.ts'
import type { Context } from './context.ts'
import { deviceAnswer, givenUpText, withFit } from './device-question.ts'
import { deviceText } from './device-text.ts'
import { interruptible } from './interrupt.ts'
import { probeFor } from './probe.ts'
import { progressFor, type Progress } from './progress.ts'

/** Lazy: the engine starts with its first work. */
export function supervisorFor(context: Context): Supervisor {
  const { engine, pack, threads, device, precision, output } = context
  const probe = probeFor(context)
  return new Supervisor({
    launch: forkLauncher(engine, output.hear),
    formFor: (load, signal) => probe.formFor(load, signal),
    load: { pack, threads, device, precision, driver: null, spin: true, nice: 0 }
  })
}

/** Runs `work` with an engine that is always ended afterwards. */
export async function withEngine<Value>(context: Context, work: (supervisor: Supervisor) => Promise<Value>) {
  const supervisor = supervisorFor(context)
  try {
    return await work(supervisor)
  } finally {
    supervisor.kill()
  }
}

/**
 * Makes what a request asks for, showing progress. Ctrl-C ends it after the current step; committed chunks stay.
 * @throws Failure also `device.given-up` where nobody can answer what to do then
 */
export async function make(
  context: Context,
  project: Project,
  supervisor: Supervisor,
  request: WorkRequest | null
): Promise<RunResult> {
  const progress = progressFor(process.stderr, context.output.json)
  const show = shownOn(progress, project)
  const refusal: { failure: Failure | null } = { failure: null }
  const over = new AbortController()
  const run = new Production(project, supervisor).start(request, (event) => {
    show(event)
    if (event.type === 'gaveUp') void answer(event)
  })
  const answer = async ({ failure, fit }: Extract<RunEvent, { type: 'gaveUp' }>): Promise<void> => {
    if (!canAsk(context.output)) {
      refusal.failure = withFit(failure, fit)
      return run.stop()
    }
    progress.note(givenUpText(failure, fit))
    const given = await deviceAnswer(over.signal)
    if (given === 'stop') return run.stop()
    const { precision } = context
    if (given === 'processor') supervisor.use({ device: processor.device, precision, driver: null })
    run.retry()
  }
  try {
    const result = await interruptible(run.done, {
      stop() {
        progress.note('Stopping. What is finished is kept; press Ctrl-C again to end at once.')
        run.stop()
      },
      kill: () => run.cancel()
    })
    if (refusal.failure) throw refusal.failure
    return result
  } finally {
    over.abort()
    progress.end()
  }
}

/** Listener that shows a run's events as progress. */
function shownOn(progress: Progress, project: Project): (event: RunEvent) => void {
  let speed: Speed | undefined
  const number = (card: string): string => {
    const { cards } = project.film
    const index = cards.findIndex(({ id }) => id === card)
    return index < 0 ? '?' : shotNumber(cards[index]!, index)
  }
  const place = ({ card, chunk, chunks }: { card: string; chunk: number; chunks: number }) => {
    return `card ${number(card)} of ${project.film.cards.length}, chunk ${chunk + 1} of ${chunks}`
  }
  return (event) => {
    switch (event.type) {
      case 'planned':
        progress.note(event.work.summary)
        for (const { problem } of event.work.skipped) progress.note(`${problem.cause} ${problem.remedy}`)
        break
      case 'step': {
        const { done, total } = event.position
        speed = event.speed ?? speed
        progress.update({ done, total, place: place(event.position), part: shareOf(event), speed })
        break
      }
      case 'remember':
        progress.remember(event.done, event.all)
        break
      case 'chunk': {
        speed = event.speed
        const { done, total } = event.position
        progress.update({ done, total, place: place(event.position), part: 0, speed })
        break
      }
      case 'restarted':
        progress.note(`${event.reason.cause} ${event.reason.remedy}`)
        break
      case 'elsewhere': {
        const [begun, now] = [deviceText(madeOn(event.begun)), deviceText(madeOn(event.now))]
        progress.note(
          `Shot ${number(event.card)} was begun on ${begun} and goes on on ${now}: it will not be, bit for bit, what it would have been.`
        )
        break
      }
      case 'passed':
        progress.note(`${event.problem.cause} ${event.problem.remedy}`)
        break
      case 'gaveUp': // asked by `make`
      case 'card':
      case 'queue':
      case 'branch':
      case 'preview':
      case 'condition':
        break
    }
  }
}
