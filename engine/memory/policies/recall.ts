/** How `recall` chooses: every bank anew before every chunk, from all prototypes of the film so far. */
import type { ArchivedFrame, FrameRef } from '../../../app/ledger/records.ts'
import type { Commit, Decision, MemoryState, MemoryRules, Score } from '../policy.ts'
import { unlike } from '../wishes.ts'

/** A frame that may be chosen. `words` is null for one made under another policy: its prompt is unknown. */
interface Candidate {
  readonly ref: FrameRef
  readonly words: string | null
}

/**
 * The newest prototype enters as in `memflow`. The other places go, layer by layer, to the frames that fit the coming prompt
 * best, at most one per shot while there are other shots: frames of one shot resemble each other, and the best three are
 * often nearly the same. Frames without a gist come last. Result oldest first, as in every bank.
 * @param archived all that may be chosen, oldest first
 */
export function fromWholeFilm(
  rules: MemoryRules,
  memory: MemoryState,
  archived: readonly ArchivedFrame[],
  score: Score
): Commit {
  const { pending } = memory
  const newest = pending ?? archived.at(-1) ?? null
  const known = archived.map((ref): Candidate => ({ ref, words: ref.words }))
  const isStrange = unlike(archived)
  const decisions: Decision[] = []
  const layers = memory.layers.map((layer, index) => {
    const strange = [...layer.bank, ...(pending ? [pending] : [])].filter(isStrange)
    const candidates = [...known, ...strange.map((ref): Candidate => ({ ref, words: null }))]
    const scores = candidates.map(({ ref }) => score(index, ref))
    const kept = chosen(rules.bank, candidates, scores, newest)
    if (candidates.length > rules.bank)
      decisions.push({ layer: index, candidates: candidates.map(({ ref }) => ref), scores, kept })
    return { ...layer, bank: kept }
  })
  return { memory: { ...memory, layers, pending: null }, decisions }
}

function chosen(
  places: number,
  candidates: readonly Candidate[],
  scores: readonly number[],
  newest: FrameRef | null
): readonly FrameRef[] {
  const rest = new Map(candidates.entries())
  const shots = new Set<string>()
  const kept: FrameRef[] = []
  const keep = (index: number): void => {
    const { ref, words } = candidates[index]!
    rest.delete(index)
    kept.push(ref)
    if (words !== null) shots.add(words)
  }
  /** On a tie the earlier one. */
  const best = (allowed: (candidate: Candidate) => boolean): number | undefined => {
    let found: number | undefined
    for (const [index, candidate] of rest)
      if (allowed(candidate) && (found === undefined || scores[index]! > scores[found]!)) found = index
    return found
  }
  if (newest) keep(best(({ ref }) => ref.page === newest.page && ref.frame === newest.frame)!)
  while (kept.length < places && rest.size > 0)
    keep(best(({ words }) => words !== null && !shots.has(words)) ?? best(() => true)!)
  return kept.sort((a, b) => a.at - b.at)
}
