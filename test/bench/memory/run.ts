/** The films of a bench run, made and measured one after another. */
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import type { Column } from './column.ts'
import { measureDrift } from './drift.ts'
import { measureFollowing } from './following.ts'
import type { HeldOut } from './heldout.ts'
import { measureRecall, type Measures } from './recall.ts'
import { longScript, recallScript, type Pause } from './scripts.ts'
import { Shoot } from './shoot.ts'
import { measureStory, shootStory } from './story.ts'
import type { Results } from './summary.ts'

/** How many films of each kind, per policy. */
export interface Extent {
  readonly recall: number
  readonly stories: number
  readonly drift: number
  /** Seconds a hero is away at most. */
  readonly pause: Pause
}

/** A film that was just made and measured. */
export interface MadeFilm {
  readonly kind: 'recall' | 'story' | 'minute'
  readonly policy: Column
  readonly seed: number
  /** One entry a second. */
  readonly chunks: readonly Pictures[]
}

/**
 * Makes and measures what `results` lack, and adds it there. Seeds are the outer loop: an interrupted run has the
 * same films for every policy.
 * @param onFilm awaited after every film; what it returns is not used
 */
export async function runBench(
  model: Model,
  heldOut: HeldOut,
  measures: Measures,
  extent: Extent,
  results: Results,
  onFilm: (film: MadeFilm) => unknown
): Promise<void> {
  const { words, heldOutSeedsFrom } = heldOut
  const { world, classifier } = measures
  const missing = (list: readonly { readonly policy: Column; readonly seed: number }[], seed: number) =>
    results.policies.filter((policy) => !list.some((film) => film.policy === policy && film.seed === seed))

  for (let i = 0; i < extent.recall; i++) {
    const script = recallScript(words, heldOutSeedsFrom + i)
    const { seed } = script
    for (const policy of missing(results.recall, seed)) {
      const { result, film } = await measureRecall(model, measures, policy, script, extent.pause)
      results.recall.push(result)
      await onFilm({ kind: 'recall', policy, seed, chunks: film })
    }
  }
  for (const film of heldOut.films.filter(({ kind }) => kind === 'story').slice(0, extent.stories))
    for (const policy of missing(results.stories, film.seed)) {
      const chunks = await shootStory(model, film, policy)
      const following = classifier ? await measureFollowing(classifier, film, chunks) : {}
      results.stories.push({ ...measureStory(world, film, policy, chunks), ...following })
      await onFilm({ kind: 'story', policy, seed: film.seed, chunks })
    }
  for (let i = 0; i < extent.drift; i++) {
    const script = longScript(words, heldOutSeedsFrom + 1000 + i)
    const { seed } = script
    for (const policy of missing(results.drift, seed)) {
      const chunks = await new Shoot(model, policy).film(script.shots, seed)
      results.drift.push(measureDrift(world, script, policy, chunks))
      await onFilm({ kind: 'minute', policy, seed, chunks })
    }
  }
}
