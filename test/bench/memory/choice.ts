/** Does a score prefer the right frames? Remembered frames of known prompts, ranked under other prompts, without making a film. */
import type { PageId } from '../../../app/ids.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model } from '../../../engine/generate/types.ts'
import { agreement, agreements } from '../../../engine/memory/agreement.ts'
import { relevance } from '../../../engine/memory/score.ts'
import { Page } from '../../../engine/rollout/page.ts'
import type { PageFormat } from '../../../engine/rollout/page-format.ts'
import type { Prompt } from '../../../engine/rollout/prompt.ts'
import { readGist } from '../../../engine/rollout/gist.ts'
import { Dice } from './dice.ts'
import type { Words } from './heldout.ts'
import { calm, sentence, withArticle } from './scripts.ts'
import { spread, type Spread } from './spread.ts'

/** What a prompt tells. */
interface Told {
  readonly words: string
  readonly hero: string
  readonly place: string
}

/** A remembered frame as the scores see it. */
interface Remembered extends Told {
  readonly page: Page
  /** [layers, dim] */
  readonly gist: Float32Array
}

type Scorer = (prompt: Prompt, frame: Remembered, layer: number) => number

/** One score: how often a layer prefers a frame that shows what the prompt tells to one that does not; 0.5 is chance. */
export interface ChoiceResult {
  readonly score: string
  readonly character: Spread | null
  readonly place: Spread | null
}

/** @param count frames to remember, and as many other prompts */
export async function measureChoice(
  model: Model,
  words: Words,
  seed: number,
  count: number,
  onFrame: (made: number) => void
): Promise<ChoiceResult[]> {
  const dice = new Dice(seed)
  const tell = (): Told => {
    const [hero, place] = [dice.pick(Object.keys(words.cast)), dice.pick(Object.keys(words.places))]
    const set = { place, time: dice.pick(Object.keys(words.times)) }
    return { words: sentence(words, dice, withArticle(hero), dice.pick(calm), set), hero, place }
  }
  const frames: Remembered[] = []
  for (let made = 0; made < count; made++) {
    frames.push(await remember(model, tell(), seed + made))
    onFrame(made + 1)
  }
  const asked = Array.from({ length: count }, tell)
  const prompts = new Map<Told, Prompt>()
  for (const told of asked) prompts.set(told, await model.cache.prompt(model, told.words))
  return scorersOf(model).map(([score, scorer]) => {
    const preferred = (key: 'hero' | 'place') =>
      spread(
        asked.flatMap((told) => {
          const other = key === 'hero' ? 'place' : 'hero'
          const right = frames.filter((frame) => frame[key] === told[key] && frame[other] !== told[other])
          const wrong = frames.filter((frame) => frame.hero !== told.hero && frame.place !== told.place)
          if (right.length === 0 || wrong.length === 0) return []
          const shares = layersOf(model).map((layer) => {
            const of = (frame: Remembered) => scorer(prompts.get(told)!, frame, layer)
            return shareAbove(right.map(of), wrong.map(of))
          })
          return [shares.reduce((sum, share) => sum + share, 0) / shares.length]
        })
      )
    return { score, character: preferred('hero'), place: preferred('place') }
  })
}

/** The second chunk of a film: the first becomes the sink, which is not chosen. */
async function remember(model: Model, told: Told, seed: number): Promise<Remembered> {
  const plan = { prompt: told.words, seed, policy: 'recall' as const, chunks: 2, firstChunk: 0 }
  const source = { pages: async () => [], latents: async () => [] }
  let last
  for await (const made of generate(model, null, plan, { source })) last = made
  const format = formatOf(model)
  const storedOf = (id: PageId) => {
    const { sha256, bytes } = last!.pages.find((page) => page.id === id)!
    return { sha256: sha256!, bytes: bytes! }
  }
  const { page, gist } = last!.after.archive!.recent.at(-1)!
  return { ...told, page: Page.read(page, storedOf(page), format), gist: readGist(gist, storedOf(gist).bytes, format) }
}

function scorersOf(model: Model): readonly (readonly [string, Scorer])[] {
  const { heads, dim } = model.transformer.shape
  const query = ({ gist }: Remembered, layer: number) => gist.subarray(layer * dim, (layer + 1) * dim)
  return [
    ['`memflow`', (prompt, { page }, layer) => relevance(prompt.meanKey(layer, false), page.meanKey(layer, 0), heads)],
    ...agreements.map((kind): readonly [string, Scorer] => [
      `\`recall\`, ${kind}`,
      (prompt, frame, layer) => agreement(kind, query(frame, layer), prompt.realKeys(layer), heads)
    ])
  ]
}

const layersOf = ({ transformer }: Model): number[] => Array.from({ length: transformer.shape.layers }, (_, l) => l)

const formatOf = ({ transformer: { shape, tokensPerFrame } }: Model): PageFormat => ({
  layers: shape.layers,
  tokensPerFrame,
  dim: shape.dim,
  precision: 'f16'
})

/** Of all pairs, the share in which the one is larger; equal ones are half. */
function shareAbove(ones: readonly number[], others: readonly number[]): number {
  let above = 0
  for (const one of ones) for (const other of others) above += one > other ? 1 : one === other ? 0.5 : 0
  return above / ones.length / others.length
}

/** A Markdown table: a row per score. */
export function choiceTable(results: readonly ChoiceResult[]): string {
  const told = (figure: Spread | null) =>
    figure ? `${(100 * figure.mean).toFixed(0)} % ± ${(100 * (figure.high - figure.mean)).toFixed(0)}` : '–'
  return [
    '| score | prefers a frame of the same character elsewhere | prefers a frame of the same place with somebody else |',
    '|---|---|---|',
    ...results.map(({ score, character, place }) => `| ${score} | ${told(character)} | ${told(place)} |`)
  ].join('\n')
}
