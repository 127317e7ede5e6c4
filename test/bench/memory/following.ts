/** Whether the characters a prompt tells are there, do what it says and wear the colour it says, as the classifier reads them. */
import type { Pictures } from '../../../engine/generate/types.ts'
import type { Classifier, Reading } from './classifier.ts'
import type { HeldOutFilm, Truth } from './heldout.ts'

/** Shares of right answers; null where a film asked nothing of the kind. */
export interface Following {
  /** Seconds that show exactly the characters told. */
  readonly character: number | null
  /** Told characters that are there and do what is told. */
  readonly action: number | null
  /** Characters whose colour was said that are there and wear it. */
  readonly colour: number | null
}

/** Characters nearer to the picture's edge than this may be out of the picture (classifier.py). */
const edge = 5
const width = 288

/**
 * Answers for one second. About characters at the edge, and about whoever arrives or leaves, nothing is asked: when they
 * are in the picture is the model's own choice.
 */
export function answers(truth: Truth, read: Reading) {
  const sure = truth.actors.filter(({ x, action }) => x > edge && x < width - edge && !/^(enter|exit)/.test(action))
  const told = new Set(truth.actors.map(({ name }) => name))
  return {
    character: [sure.every(({ name }) => read.cast.has(name)) && [...read.cast].every((name) => told.has(name))],
    action: sure.map(({ name, action }) => read.cast.has(name) && read.action[name] === action),
    colour: sure
      .filter(({ said }) => said)
      .map(({ name, colour }) => read.cast.has(name) && read.colour[name] === (colour ?? 'own'))
  }
}

/** @param chunks one entry a second of the film */
export async function measureFollowing(
  classifier: Classifier,
  film: HeldOutFilm,
  chunks: readonly Pictures[]
): Promise<Following> {
  const truths = film.cards.flatMap((card) => card.chunks)
  const all: ReturnType<typeof answers>[] = []
  for (const [i, truth] of truths.entries()) all.push(answers(truth, await classifier.read(chunks[i]!)))
  const shareOf = (key: keyof Following) => {
    const given = all.flatMap((second) => second[key])
    return given.length === 0 ? null : given.filter(Boolean).length / given.length
  }
  return { character: shareOf('character'), action: shareOf('action'), colour: shareOf('colour') }
}
