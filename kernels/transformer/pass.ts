/** A pass as it is run: one graph, or one after another for groups of layers, which are prepared beforehand or when their turn comes. */
import type { Feed } from '../runtime/feeds.ts'
import type { LoadedGraph, Results } from '../runtime/loaded-graph.ts'
import { carried, type PassGraph } from './graphs.ts'
import type { Between } from './types.ts'

/** A graph, loaded. */
export interface Prepared {
  readonly graph: PassGraph
  readonly loaded: LoadedGraph
}

/** What one group put out. */
export interface Ran {
  readonly graph: PassGraph
  readonly results: Results
}

/** One group of layers. */
export class PassGroup {
  /** Of memory, once prepared. */
  readonly bytes: number
  readonly #prepare: () => Promise<Prepared>
  #kept: Prepared | null = null

  /**
   * @param bytes of memory that its weights take once prepared
   * @param prepare builds and loads its graph
   */
  constructor(bytes: number, prepare: () => Promise<Prepared>) {
    this.bytes = bytes
    this.#prepare = prepare
  }

  /** Prepares it for all its runs. @throws Failure `runtime.load`, `device.*`, `weights.tensor` */
  async keep(): Promise<void> {
    this.#kept ??= await this.#prepare()
  }

  /** @param answerOnly keys, values and queries are not asked for */
  async run(feeds: Readonly<Record<string, Feed>>, answerOnly: boolean): Promise<Ran> {
    const { graph, loaded } = this.#kept ?? (await this.#prepare())
    try {
      const mine = Object.fromEntries(loaded.inputs.map(({ name }) => [name, feeds[name]!]))
      const stream = loaded.outputs[0]!.name // `output`, or what is carried on
      return { graph, results: await loaded.run(mine, answerOnly ? [stream, ...graph.selected] : undefined) }
    } finally {
      if (!this.#kept) await loaded.release()
    }
  }

  async release(): Promise<void> {
    await this.#kept?.loaded.release()
    this.#kept = null
  }
}

/**
 * Runs all layers, group by group.
 * @param feedsOf what a group takes in, by its number
 * @param between called between two groups; what it throws abandons the pass
 * @returns what each group put out, in order; the last has `output`
 * @throws Failure `runtime.*`, `device.*`
 */
export async function runPass(
  groups: readonly PassGroup[],
  feedsOf: (group: number) => Readonly<Record<string, Feed>>,
  answerOnly: boolean,
  between: Between = () => Promise.resolve()
): Promise<readonly Ran[]> {
  const ran: Ran[] = []
  let stream: Record<string, Feed> = {}
  for (const [index, group] of groups.entries()) {
    if (index > 0) await between(index / groups.length)
    const done = await group.run({ ...feedsOf(index), ...stream }, answerOnly)
    ran.push(done)
    if (index < groups.length - 1) stream = { [carried.into]: done.results.get(carried.out) }
  }
  return ran
}
