/** Prompts outside the training grammar, and how well the model follows them. */
import { readFile } from 'node:fs/promises'
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import type { Measures } from './recall.ts'
import { mean, small } from './picture.ts'
import { nearestSet, sameTime } from './place.ts'
import { Shoot } from './shoot.ts'
import { share, type Spread } from './spread.ts'

/** A prompt and what a reader would expect to see; null where nothing of the model's world is told. */
export interface FreePrompt {
  /** `other words` for things it knows, `long` sentences about them, things `unknown` to it. */
  readonly group: string
  readonly prompt: string
  readonly character: string | null
  readonly place: string | null
  readonly time: string | null
}

/** Right answers; null where nothing was asked, or nobody can read the answer. */
export interface FreeResult {
  readonly group: string
  readonly prompt: string
  readonly place: boolean | null
  readonly time: boolean | null
  readonly character: boolean | null
}

export const readFreePrompts = async (): Promise<FreePrompt[]> =>
  JSON.parse(await readFile(new URL('free-prompts.json', import.meta.url), 'utf8')) as FreePrompt[]

/** One second for every prompt, from nothing but its words. */
export async function measureFree(
  model: Model,
  { world, classifier }: Measures,
  prompts: readonly FreePrompt[],
  onPictures: (chunk: Pictures) => void
): Promise<FreeResult[]> {
  const results: FreeResult[] = []
  for (const [index, asked] of prompts.entries()) {
    const { chunks } = await new Shoot(model, 'none').take({ prompt: asked.prompt, seconds: 1 }, null, index)
    const chunk = chunks[0]!
    const seen = nearestSet(world, mean(chunk.frames.map((frame) => small(chunk, frame))))
    const read = classifier && (await classifier.read(chunk))
    results.push({
      group: asked.group,
      prompt: asked.prompt,
      place: asked.place === null ? null : seen.place === asked.place,
      time: asked.time === null ? null : sameTime(seen, { place: seen.place, time: asked.time }),
      character: asked.character === null || read === null ? null : read.cast.has(asked.character)
    })
    onPictures(chunk)
  }
  return results
}

/** A Markdown table: a row per group of prompts. */
export function freeTable(results: readonly FreeResult[]): string {
  const groups = [...new Set(results.map(({ group }) => group))]
  const told = (figure: Spread | null) =>
    figure
      ? `${Math.round(figure.mean * 100)} % (${Math.round(figure.low * 100)}–${Math.round(figure.high * 100)})`
      : '–'
  const cells = (group: string) =>
    (['place', 'time', 'character'] as const).map((key) =>
      told(share(results.flatMap((result) => (result.group === group && result[key] !== null ? [result[key]] : []))))
    )
  return [
    '| prompts | right place | right time of day | the character is there |',
    '|---|---|---|---|',
    ...groups.map((group) => `| ${group} | ${cells(group).join(' | ')} |`)
  ].join('\n')
}
