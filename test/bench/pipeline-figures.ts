/** Cost of a film from the work plan to the project file: engine process, supervisor, production, store. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import type { ChunkTimings } from '../../app/ledger/records.ts'
import { chunk } from '../../app/time.ts'
import type { RunEvent } from '../../main/production/events.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { forkLauncher } from '../../main/supervisor/fork.ts'
import { Supervisor } from '../../main/supervisor/supervisor.ts'
import { engineEntry, storybook } from '../main/kit/throughline.ts'
import { median, sum, type Figure } from './figure.ts'
import { prompt } from './lineage.ts'

const steadyFrom = 6
const phases = ['text', 'denoise', 'decode', 'clean', 'encode'] as const

export async function pipeline(folder: string, chunks: number, threads: number): Promise<Figure[]> {
  const path = join(folder, 'bench.throughline')
  const card = newCard(cardId('only'), { prompt, length: chunk(steadyFrom + chunks), seed: { value: 7, locked: true } })
  const project = Project.create(path, { ...emptyFilm('Bench'), cards: [card] })
  const supervisor = new Supervisor({
    launch: forkLauncher(engineEntry),
    load: { pack: storybook, threads, spin: true, nice: 0, device: 'automatic', precision: 'exact', driver: null }
  })
  try {
    const model = await supervisor.start()
    const called = performance.now()
    let firstFrame = 0
    const moments: number[] = []
    const commits: number[] = []
    const timings: ChunkTimings[] = []
    const tell = (event: RunEvent) => {
      if (event.type === 'preview') firstFrame ||= performance.now() - called
      if (event.type !== 'chunk') return
      moments.push(performance.now())
      commits.push(event.commit)
      timings.push(event.record.timings)
    }
    await new Production(project, supervisor).start({ kind: 'film' }, tell).done
    const { state } = supervisor
    const memory = state.name === 'ready' ? peakMemory(state.pid!) : 0
    const steady = moments.slice(steadyFrom).map((moment, i) => moment - moments[steadyFrom + i - 1]!)
    const whole = median(steady)
    const perChunk = model.latentsPerChunk * model.framesPerLatent
    const seconds = (perChunk / model.fps) * moments.length
    const rate = (perChunk / whole) * 1000
    const share = (name: string, values: readonly number[]): Figure => ({
      name: `${name} per chunk`,
      value: median(values.slice(steadyFrom)),
      unit: 'ms',
      baseline: { name: 'chunk', value: whole }
    })
    const commit = share('commit', commits)
    const taken = resumeTime(project, path)
    const bytes = statSync(path).size
    return [
      {
        name: 'film made, decode and commit included',
        value: rate,
        unit: 'frames/s',
        baseline: { name: 'real time', value: model.fps },
        goal: { text: 'at least 3 × real time', met: rate >= 3 * model.fps }
      },
      {
        name: 'first frame after the call, model loaded',
        value: firstFrame,
        unit: 'ms',
        baseline: { name: 'chunk', value: whole },
        goal: { text: 'at most 700 ms', met: firstFrame <= 700 }
      },
      ...phases.map((phase) =>
        share(
          phase,
          timings.map((timing) => timing[phase])
        )
      ),
      { ...commit, goal: { text: 'at most 2 % of a chunk', met: commit.value <= 0.02 * whole } },
      {
        name: 'time to resume (open, read the memory)',
        value: taken,
        unit: 'ms',
        baseline: { name: 'chunk', value: whole }
      },
      {
        name: 'project per second of film',
        value: bytes / seconds / 1e6,
        unit: 'MB',
        baseline: { name: 'raw pictures', value: (model.width * model.height * 3 * model.fps) / 1e6 }
      },
      {
        name: 'peak memory of the engine',
        value: memory / 1e6,
        unit: 'MB',
        baseline: {
          name: 'weights on the disk',
          value: weightsOnDisk()
        }
      }
    ]
  } finally {
    supervisor.kill()
    project.close()
  }
}

/** Megabytes of the files that an engine loads; the pack's folder contains more. */
export function weightsOnDisk(): number {
  const weights = ['transformer.safetensors', 'text.safetensors', 'autoencoder.safetensors']
  return sum(weights.map((name) => statSync(join(storybook, name)).size)) / 1e6
}

/** Milliseconds to open a closed project and read the snapshot and pages of its last chunk. */
function resumeTime(project: Project, path: string): number {
  const take = project.film.cards[0]!.activeTake!
  project.close()
  const began = performance.now()
  const again = Project.open(path)
  const snapshot = again.snapshot(again.chunksOf(take).at(-1)!.after)!
  const frames = snapshot.layers.flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window])
  again.pages([...new Set(frames.map(({ page }) => page))])
  const taken = performance.now() - began
  again.close()
  return taken
}

/** Bytes. Linux; elsewhere 0. */
function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
  } catch {
    return 0
  }
}
