/** CPU time of main's thread for an edit and for a chunk of a long film: the real desk and project file, without a window. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { Edit } from '../../app/edits/edit.ts'
import { cardId } from '../../app/ids.ts'
import { Desk } from '../../main/desk/desk.ts'
import { OpenMark } from '../../main/desk/open-mark.ts'
import { Recents } from '../../main/desk/recents.ts'
import type { Project } from '../../main/project/project.ts'
import { FilmPacks } from '../../main/production/film-packs.ts'
import type { Supervisor } from '../../main/supervisor/supervisor.ts'
import type { ChunkMessage, JobListener } from '../../main/supervisor/work.ts'
import { storybookFacts, storybookPack } from '../main/kit/made.ts'
import { checksWith } from '../main/kit/prover.ts'
import { sum, type Figure } from './figure.ts'
import { chunkAt, writeLongFilm, type Size } from './long-film.ts'

const turns = 15
const most = 8

export async function deskFigures(folder: string): Promise<Figure[]> {
  const hour = await figuresOf(folder, 'an hour of film, 900 cards', { cards: 900, length: 4, takes: 2 })
  const cards = await figuresOf(folder, '2,000 cards', { cards: 2_000, length: 2, takes: 3 })
  return [...hour, ...cards]
}

async function figuresOf(folder: string, what: string, size: Size): Promise<Figure[]> {
  const home = join(folder, `${size.cards}`)
  mkdirSync(home)
  const told: StudioEvent[] = []
  const chunks: number[] = []
  const first = (size.cards >> 1) - 1
  const supervisor = makes(first * size.length, size.length, (spent) => chunks.push(spent))
  const desk = new Desk({
    supervisor,
    checks: checksWith(supervisor),
    packs: new FilmPacks(storybookPack),
    exporting: () => false,
    recents: new Recents(home),
    mark: new OpenMark(join(home, 'open.json')),
    folder: () => home,
    emit: (event) => told.push(event),
    beforeClose: () => Promise.resolve(),
    mayLeave: () => Promise.resolve(true)
  })
  const path = writeLongFilm(join(home, 'long.throughline'), size)
  const opening = clock()
  await desk.open(path)
  const opened = opening()
  const { project } = desk
  const middle = cardId(`card-${first}`)
  let turn = 0
  const edit = (make: () => Edit) => desk.edits.perform(make(), null)
  const text = (field: 'notes' | 'prompt') => (): Edit => ({ type: 'setText', card: middle, field, text: `${++turn}` })

  const writing = timed(() => project.setSetting('one row', ++turn))
  const baseline = { name: 'writing one row', value: writing }
  const figure = (name: string, value: number): Figure => ({
    ...{ name: `${what}: ${name}`, value, unit: 'ms', baseline },
    goal: { text: `at most ${most} ms`, met: value <= most }
  })
  const edits = [
    figure(
      'a note written',
      timed(() => edit(text('notes')))
    ),
    figure(
      'a prompt changed',
      timed(() => edit(text('prompt')))
    ),
    figure(
      'a shot made longer',
      timed(() => edit(() => ({ type: 'lengthenCards', cards: [middle], by: 1 })))
    ),
    figure(
      'a shot moved',
      timed(() => edit(() => ({ type: 'moveCards', cards: [middle], to: (turn += 3) })))
    ),
    figure(
      'undo',
      timed(() => desk.edits.undo())
    ),
    figure(
      'redo',
      timed(() => desk.edits.redo())
    )
  ]
  const disk = commitClock(project)
  const cards = Array.from({ length: 5 }, (_, index) => cardId(`card-${first + 1 + index}`))
  desk.runs.generate({ kind: 'cards', cards, ripple: false })
  while (!told.some(({ type }) => type === 'made')) await new Promise((go) => setTimeout(go, 5))
  // The first of each take writes the document, too: that is an edit.
  const later = chunks.map((spent, index) => spent - disk[index]!).filter((_, index) => index % size.length > 0)
  const made = sum(later) / later.length
  const changes = told.filter(({ type }) => type === 'changed')
  const sent = timed(() => structuredClone(changes)) / changes.length
  await desk.close()
  return [
    ...edits,
    {
      ...{ name: `${what}: a chunk told, without its commit`, value: made, unit: 'ms', baseline },
      goal: { text: `at most ${most} ms`, met: made <= most }
    },
    { ...{ name: `${what}: the change copied for the page`, value: sent, unit: 'ms' }, baseline },
    { ...{ name: `${what}: opened`, value: opened, unit: 'ms' }, baseline }
  ]
}

/** CPU time of this thread from now on, in milliseconds; without waiting for the disk or other programs. */
function clock(): () => number {
  const began = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(began)
    return (user + system) / 1000
  }
}

/** Mean milliseconds per turn: a single one is shorter than the clock's resolution. */
function timed(work: () => unknown, times = turns): number {
  const spent = clock()
  for (let turn = 0; turn < times; turn++) work()
  return spent() / times
}

/** Duration of every chunk commit from now on, in milliseconds. */
function commitClock(project: Project): readonly number[] {
  const times: number[] = []
  const commit = project.commitChunk.bind(project)
  project.commitChunk = (...chunk) => {
    const spent = clock()
    const record = commit(...chunk)
    times.push(spent())
    return record
  }
  return times
}

/** Stands in for the engine: sends prepared chunks. @param at chunk of the film it begins with */
function makes(at: number, count: number, took: (milliseconds: number) => void): Supervisor {
  const { model, base, width, height } = storybookFacts
  const made = async (listener: JobListener): Promise<'complete'> => {
    for (let index = 0; index < count; index++) {
      const message = { type: 'chunk', job: 'job', ...chunkAt('film', at++, index) } as unknown as ChunkMessage
      const spent = clock()
      listener.chunk(message)
      took(spent())
      await new Promise((go) => setTimeout(go))
    }
    return 'complete'
  }
  const job = { id: 'job', pause() {}, resume() {}, stop() {} }
  return {
    turnTo: () => undefined,
    start: () => Promise.resolve({ model, ...base, width, height, device: 'cpu' }),
    generate: (_: unknown, listener: JobListener) => ({ ...job, done: made(listener) })
  } as unknown as Supervisor
}
