/** Kills a process that makes, edits, copies, exports and recovers a film at random moments, until it has completed all stages. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { Project } from '../../../main/project/project.ts'
import { randomOf } from '../random.ts'
import { bornFilm, damagedName, names, soundName } from './life.ts'
import { chunkInWords, hashOf, type Said } from './said.ts'
import { stages } from './stages.ts'
import type { Order } from './victim.ts'
import { wholeOf } from './whole.ts'

export interface Killed {
  /** Kills that hit a running process, by its stage. */
  readonly kills: Readonly<Record<string, number>>
  /** How many of them killed only the engine. */
  readonly engines: number
  /** Number of acknowledgements. */
  readonly acknowledged: number
  /** Films that completed all stages. */
  readonly films: number
  /** Descriptions of what was lost, or differs from an undisturbed film. */
  readonly lost: readonly string[]
}

type Random = (below: number) => number
const victim = fileURLToPath(new URL('victim.ts', import.meta.url))
/** Timeout for progress, in milliseconds, also on a slow machine. */
const patience = 120_000
const films = [names.first, names.second, 'copy.throughline', 'recovered.throughline']
const exported = ['early.mp4', 'late.mp4']

/**
 * @param folder an empty folder
 * @param count minimum number of kills
 * @param tell called with a line for each kill
 */
export async function drillKills(
  folder: string,
  seed: number,
  count: number,
  engine: Order['engine'],
  tell: (line: string) => void = () => undefined
): Promise<Killed> {
  const random = randomOf(seed)
  const drill = { kills: {} as Record<string, number>, engines: 0, acknowledged: 0, films: 0, lost: [] as string[] }
  const total = (): number => Object.values(drill.kills).reduce((sum, each) => sum + each, 0)
  const undisturbed = new Map<PolicyName, Ended>()
  for (let life = 0; total() < count; life += 1) {
    const policy: PolicyName = life % 2 === 0 ? 'memflow' : 'recall'
    if (!undisturbed.has(policy)) undisturbed.set(policy, await liveOn(born(join(folder, policy), policy), engine))
    const place = born(join(folder, String(life)), policy)
    const before = drill.lost.length
    await live(place, engine, random, drill, () => total() >= count, tell)
    if (drill.lost.length === before && total() < count) {
      drill.lost.push(
        ...differences(place, undisturbed.get(policy)!).map((fault) => `seed ${seed}, film ${life}: ${fault}`)
      )
      drill.films += 1
    }
    if (drill.lost.length === before) rmSync(place, { recursive: true })
    else tell(`kept: ${place}: ${drill.lost.slice(before).join('; ')}`)
  }
  return drill
}

function born(folder: string, policy: PolicyName): string {
  mkdirSync(folder)
  Project.create(join(folder, names.first), bornFilm(policy)).close()
  return folder
}

/** The result of an undisturbed life. */
interface Ended {
  readonly films: ReadonlyMap<string, readonly string[]>
  readonly exported: ReadonlyMap<string, Buffer>
}

async function liveOn(folder: string, engine: Order['engine']): Promise<Ended> {
  const { child, closed, errors } = begin(join(folder, names.first), engine, () => undefined)
  await closed
  if (child.exitCode !== 0) throw new Error(`nobody killed it, and it ended with ${child.exitCode}: ${errors()}`)
  const ended = {
    films: new Map(films.map((name) => [name, wholeOf(join(folder, name))])),
    exported: new Map(exported.map((name) => [name, readFileSync(join(folder, name))]))
  }
  rmSync(folder, { recursive: true })
  return ended
}

function differences(folder: string, { films: theirs, exported: files }: Ended): string[] {
  const found: string[] = []
  for (const [name, whole] of theirs) {
    const lines = wholeOf(join(folder, name))
    const at = whole.findIndex((line, index) => line !== lines[index])
    if (at >= 0 || lines.length !== whole.length)
      found.push(`${name} differs: ${whole[at]?.slice(0, 300)} … became ${lines[at]?.slice(0, 300)}`)
  }
  for (const [name, bytes] of files) if (!readFileSync(join(folder, name)).equals(bytes)) found.push(`${name} differs`)
  const known = [...films, ...exported, damagedName, soundName]
  const strange = readdirSync(folder).filter((name) => !known.includes(name))
  if (strange.length > 0) found.push(`left behind: ${strange.join(', ')}`)
  return found
}

function begin(path: string, engine: Order['engine'], hear: (said: Said) => void) {
  const order: Order = { path, engine }
  const child = spawn(process.execPath, [victim, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' }
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as Said))
  return { child, closed: once(child, 'close'), errors: () => errors.slice(-2000) }
}

/** Everything a film's processes acknowledged so far. */
class Known {
  stage = 'opening'
  asked: string | null = null
  film: { revision: number; film: string } | null = null
  engine: number | null = null
  path: string
  readonly chunks = new Set<string>()
  readonly files = new Set<string>()
  count = 0
  /** Kills since the last acknowledgement: long stages get more time with each. */
  stuck = 0
  readonly #whole = new Map<string, string>()
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    this.path = join(folder, names.first)
  }

  hear(said: Said): void {
    if (said.at === 'stage') this.stage = said.name
    else if (said.at === 'engine') this.engine = said.pid
    else this.count += 1
    if (said.at === 'asked') this.asked = said.name
    if (said.at === 'chunk') this.chunks.add(said.chunk)
    if (said.at === 'film') this.film = said
    if (said.at === 'file') this.files.add(said.name)
    if (said.at === 'moved') this.path = join(this.#folder, said.name)
  }

  /** Checks that each other film with a final name is complete; skips unchanged ones. Returns null, or throws. */
  halves(): string | null {
    for (const path of films.map((name) => join(this.#folder, name)).filter((each) => each !== this.path)) {
      const mark = fileMark(path)
      if (mark === null || this.#whole.get(path) === mark) continue
      wholeOf(path)
      this.#whole.set(path, fileMark(path)!)
    }
    return null
  }

  /** The first acknowledged thing that is missing, or null. */
  missing(how: { readOnly: boolean }): string | null {
    for (const name of this.files) if (!existsSync(join(this.#folder, name))) return `${name} is gone`
    const project = Project.open(this.path, how)
    try {
      for (const fault of project.faults()) if (fault) return `${fault.what}: ${fault.detail}`
      const there = new Set(project.takes().flatMap(({ id }) => project.chunksOf(id).map(chunkInWords)))
      for (const chunk of this.chunks) if (!there.has(chunk)) return `chunk ${chunk} is lost`
      const { film: last } = this
      const { revision, queue } = project
      if (last !== null && (revision < last.revision || revision > last.revision + 2))
        // two more are possible: a started take, and the title after its first chunk
        return `the film was at ${last.revision} and is at ${revision}`
      if (last?.revision === revision && last.film !== hashOf(project.film)) return 'the film is another'
      const asked = stages.find(({ name }) => name === this.asked)
      if (asked && queue.length === 0 && !asked.isDone(project, this.#folder))
        return `what ${this.asked} asked for is lost`
      return null
    } finally {
      project.close()
    }
  }
}

/** Continues one film after each kill until it is complete. */
async function live(
  folder: string,
  engine: Order['engine'],
  random: Random,
  drill: { kills: Record<string, number>; engines: number; acknowledged: number; lost: string[] },
  isEnough: () => boolean,
  tell: (line: string) => void
): Promise<void> {
  const known = new Known(folder)
  while (!isEnough()) {
    const run = await killedOnce(known, engine, random)
    for (const stage of run.killed) drill.kills[stage] = (drill.kills[stage] ?? 0) + 1
    drill.engines += run.engines
    const missing =
      run.fault ?? faultIn(() => known.missing({ readOnly: random(3) === 0 })) ?? faultIn(() => known.halves())
    if (run.killed.length > 0) tell(`killed in ${run.killed.join(' and ')}, ${known.count} things said`)
    if (missing !== null) drill.lost.push(`killed in ${run.killed.join(' and ')}: ${missing}`)
    if (missing !== null || run.ended) break
  }
  drill.acknowledged += known.count
}

function faultIn(work: () => string | null): string | null {
  try {
    return work()
  } catch (error) {
    return String(error)
  }
}

/** Runs one process until it is killed or ends by itself. */
async function killedOnce(known: Known, engine: Order['engine'], random: Random) {
  const began = known.count
  known.stage = 'opening'
  /** Kill after this many acknowledgements; 0: by time alone. */
  const after = random(2) === 0 ? random(14) : 0
  const slow = engine === 'real' ? 4 : 1
  const opening = random(6) === 0
  const rest = (after > 0 ? random(50 * slow) : random([200, 900, 2500][random(3)]! * slow)) * (1 + known.stuck)
  const whom = random(10)
  const killed: string[] = []
  let engines = 0
  let said = 0
  let hit: () => void = () => undefined
  const ripe = new Promise<void>((resolve) => (hit = resolve))
  const { child, closed, errors } = begin(known.path, engine, (what) => {
    known.hear(what)
    said += 1
    if (after > 0 ? known.count - began >= after : opening || known.stage !== 'opening') hit()
  })
  await Promise.race([ripe, closed, wait(patience)])
  await Promise.race([wait(rest), closed])
  if (whom < 2 && isAlive(child) && end(known.engine)) {
    killed.push(known.stage) // only the engine: the process continues by itself
    engines += 1
    await Promise.race([wait(random(1500 * slow)), closed])
  }
  if (isAlive(child)) {
    killed.push(known.stage)
    if (whom > 7) end(known.engine)
    child.kill('SIGKILL')
  }
  await closed
  known.engine = null
  known.stuck = known.count > began ? 0 : known.stuck + 1
  const failed = child.exitCode !== null && child.exitCode !== 0
  const fault = failed ? `it ended with ${child.exitCode}: ${errors()}` : said === 0 ? 'it never began' : null
  return { killed, engines, fault, ended: child.exitCode === 0 }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null

function end(pid: number | null): boolean {
  try {
    return pid !== null && process.kill(pid, 'SIGKILL')
  } catch {
    return false // it had already ended
  }
}
