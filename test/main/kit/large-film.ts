/**
 * A model of the large form, from published files to an exported film, by the command line: added, a film of three shots made, once
 * undisturbed and once killed in the middle and gone on with, the middle shot made again, exported.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { activeUse } from '../../../app/film/film.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { timed } from '../../../engine/generate/stopwatch.ts'
import { Project } from '../../../main/project/project.ts'
import { writeGenerated, type GeneratedSize } from '../../engine/models/kit/generated.ts'
import { startThroughline, throughline, type Ended } from './throughline.ts'

export interface LargeFilm {
  /** SHA-256 of each picture that the shots show, in film order, per shot. */
  readonly undisturbed: readonly (readonly string[])[]
  readonly resumed: readonly (readonly string[])[]
  /** After the middle shot was made again. */
  readonly again: readonly (readonly string[])[]
  /** Chunks that were stored when it was killed. */
  readonly killedAt: number
  /** Prompts of which the film has what the text model made of them. */
  readonly texts: number
  /** What the command said that went on. */
  readonly said: string
  /** The exported file. */
  readonly movie: string
}

const shots =
  '## One (1.5 s, seed 3)\nA cat walks.\n## Two (1.5 s, seed 5)\nA dog sleeps.\n## Three (0.75 s, seed 7)\nA cat walks.\n'

/**
 * @param at gives paths in a folder for all of this
 * @param canvas `WxH`
 * @param took told the seconds of each step
 */
export async function makeLargeFilm(
  at: (file: string) => string,
  size: GeneratedSize,
  canvas: string,
  took: (step: string, seconds: number) => void = () => {}
): Promise<LargeFilm> {
  const env = { THROUGHLINE_PACKS: at('packs') }
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const { result, took: milliseconds } = await timed(work)
    took(name, milliseconds / 1000)
    return result
  }
  const done = async (...args: string[]): Promise<Ended> => {
    const ended = await throughline(args, { env })
    if (ended.code === 0) return ended
    throw new Error(`throughline ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`)
  }
  await step('files written', async () => writeGenerated(at('files'), size))
  const added = await step('added', () =>
    done('--json', 'pack', 'add', at('files'), '--as', 'memflow', '--canvas', canvas, '--yes')
  )
  rmSync(at('files'), { recursive: true })
  const { model } = (JSON.parse(added.stdout) as { added: [{ model: string }] }).added[0]
  const pack = ['--pack', model]
  writeFileSync(at('a.shots'), shots)
  const [whole, killed] = [at('whole.throughline'), at('killed.throughline')]
  for (const film of [whole, killed]) await done('new', film, at('a.shots'), ...pack)
  await step('made, undisturbed', () => done('resume', whole, ...pack))
  const killedAt = await step('made, until it was killed', async () => {
    const { child, output, ended } = startThroughline(['resume', killed, ...pack], { env })
    while (!output.stderr.includes('3/5 card') && child.exitCode === null) await wait(5)
    child.kill('SIGKILL')
    await ended
    return chunksIn(killed)
  })
  const { stderr } = await step('gone on with', () => done('resume', killed, ...pack))
  const resumed = picturesIn(killed)
  await step('the middle shot made again', () => done('regenerate', killed, '--card', '2', '--seed', '9', ...pack))
  const movie = at('film.mp4')
  await step('exported', () => done('export', killed, ...pack, '-o', movie))
  await done('verify', killed)
  return {
    undisturbed: picturesIn(whole),
    resumed,
    again: picturesIn(killed),
    killedAt,
    texts: textsIn(killed),
    said: stderr,
    movie
  }
}

function inFilm<Result>(path: string, read: (project: Project) => Result): Result {
  const project = Project.open(path, { readOnly: true })
  try {
    return read(project)
  } finally {
    project.close()
  }
}

const chunksIn = (path: string): number =>
  inFilm(path, (project) => project.takes().reduce((sum, { id }) => sum + project.chunksOf(id).length, 0))

const textsIn = (path: string): number =>
  inFilm(path, (project) => {
    const chunks = project.takes().flatMap(({ id }) => project.chunksOf(id))
    const texts = chunks.flatMap(({ id }) => project.writtenBy(id)).filter(({ kind }) => kind === 'text')
    return texts.filter(({ page }) => project.holds(page)).length
  })

const picturesIn = (path: string): string[][] =>
  inFilm(path, (project) =>
    project.film.cards.map((card) =>
      project.chunksOf(activeUse(card)!.take).flatMap(({ id }) => project.frames(id).map(sha256))
    )
  )
