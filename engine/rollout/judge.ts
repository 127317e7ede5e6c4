/** Scores how well remembered frames fit a prompt: from their keys, or from the gists in the archive. */
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import type { ArchivedFrame, FrameRef, MemoryWishes } from '../../app/ledger/records.ts'
import { agreement } from '../memory/agreement.ts'
import { offeredOf } from '../memory/archive.ts'
import type { MemoryState, MemoryRules, Score } from '../memory/policy.ts'
import { relevance } from '../memory/score.ts'
import { unlike } from '../memory/wishes.ts'
import type { PageFormat } from './page-format.ts'
import type { RolloutPorts } from './ports.ts'
import type { Prompt } from './prompt.ts'
import type { MemoryStore } from './store.ts'

export interface JudgeParts {
  readonly rules: MemoryRules
  readonly heads: number
  readonly format: PageFormat
  readonly store: MemoryStore
  readonly wishes: MemoryWishes
}

/** Per layer, the score of one gist for a prompt. */
type Verdict = Float64Array

export class Judge {
  readonly #parts: JudgeParts
  /** Cached per prompt: a take has one prompt, and its film may have thousands of frames. */
  readonly #verdicts = new WeakMap<Prompt, Map<PageId, Verdict>>()

  constructor(parts: JudgeParts) {
    this.#parts = parts
  }

  /** Archived frames that may be chosen, oldest first; empty where the policy keeps no archive. */
  async archived(memory: MemoryState, ports: RolloutPorts): Promise<readonly ArchivedFrame[]> {
    const { rules, store, wishes } = this.#parts
    if (!memory.archive) return []
    const { chapters, recent } = memory.archive
    const bound = await store.chapters(chapters, ports.fetchNotes)
    const all = [...chapters.flatMap((id) => bound.get(id)!), ...recent]
    return offeredOf(rules, memory, all).filter(unlike(wishes.forgets))
  }

  /** @throws Failure `memory.frame` when a pinned or look-ahead frame does not exist; `memory.missing`, `memory.page` */
  async score(
    memory: MemoryState,
    archived: readonly ArchivedFrame[],
    prompt: Prompt,
    ports: RolloutPorts
  ): Promise<Score> {
    await this.#proveWishes(ports)
    return memory.archive ? this.#byGists(archived, prompt, ports) : this.#byKeys(memory, prompt, ports)
  }

  async #proveWishes(ports: RolloutPorts): Promise<void> {
    const { store, format, wishes } = this.#parts
    const wished = [...wishes.pins, ...wishes.lookAhead]
    const pages = await store.pages.hold(namesOf(wished), format, ports.fetchPages)
    for (const ref of wished) if (ref.frame >= pages.frames(ref.page)) throw noSuchFrame(ref)
  }

  async #byKeys(memory: MemoryState, prompt: Prompt, ports: RolloutPorts): Promise<Score> {
    const { rules, heads, store, format, wishes } = this.#parts
    const inBanks = [...memory.layers.flatMap(({ bank }) => bank), ...(memory.pending ? [memory.pending] : [])]
    const all = [...inBanks, ...wishes.pins, ...wishes.lookAhead]
    const pages = await store.pages.hold(namesOf(all), format, ports.fetchPages)
    return (layer, { page, frame }) =>
      relevance(prompt.meanKey(layer, rules.includePadding), pages.meanKey(page, layer, frame), heads)
  }

  /** Frames without a gist (made under another policy) score lowest. */
  async #byGists(archived: readonly ArchivedFrame[], prompt: Prompt, ports: RolloutPorts): Promise<Score> {
    const verdicts = await this.#verdictsOf(archived, prompt, ports)
    const gists = new Map(archived.map(({ page, frame, gist }) => [page, { frame, gist }]))
    return (layer, { page, frame }) => {
      const known = gists.get(page)
      return known?.frame === frame ? verdicts.get(known.gist)![layer]! : -Infinity
    }
  }

  async #verdictsOf(
    archived: readonly ArchivedFrame[],
    prompt: Prompt,
    ports: RolloutPorts
  ): Promise<ReadonlyMap<PageId, Verdict>> {
    const { rules, heads, format, store } = this.#parts
    const verdicts = this.#verdicts.get(prompt) ?? new Map<PageId, Verdict>()
    this.#verdicts.set(prompt, verdicts)
    const unread = archived.map(({ gist }) => gist).filter((id) => !verdicts.has(id))
    for (const [id, gist] of await store.gists(unread, format, ports.fetchNotes)) {
      const verdict = Float64Array.from({ length: format.layers }, (_, layer) => {
        const query = gist.subarray(layer * format.dim, (layer + 1) * format.dim)
        return agreement(rules.agreement, query, prompt.realKeys(layer), heads)
      })
      verdicts.set(id, verdict)
    }
    return verdicts
  }
}

const namesOf = (refs: readonly FrameRef[]): PageId[] => refs.map(({ page }) => page)

const noSuchFrame = ({ page, frame }: FrameRef): Failure =>
  new Failure(
    'memory.frame',
    `A frame to be remembered (${frame + 1} of ${page.slice(0, 12)}…) is not in the project.`,
    'Take it out of what the shot remembers, and make the shot again.'
  )
