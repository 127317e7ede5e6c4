/** Summarises films as a table: a row per measure, a column per policy. */
import type { Column } from './column.ts'
import type { DriftResult, Stretch } from './drift.ts'
import type { RecallResult, Return } from './recall.ts'
import { pauses } from './scripts.ts'
import { share, spread, type Spread } from './spread.ts'
import type { StoryResult } from './story.ts'

export interface Results {
  /** `id@revision` of the pack. */
  readonly model: string
  readonly policies: readonly Column[]
  /** The classifier's own accuracy on true frames; null without one. */
  readonly classifier: Readonly<Record<string, number>> | null
  /** Sharpness of true frames after the pack's autoencoder: the maximum for any film. */
  readonly ceiling: number
  readonly recall: RecallResult[]
  readonly stories: StoryResult[]
  readonly drift: DriftResult[]
}

/** `share`: of films that say yes. `part`: a share that every film has of its own. */
export type Unit = 'share' | 'part' | 'ratio' | 'levels' | 'hue'

export interface Row {
  readonly group: string
  readonly name: string
  readonly unit: Unit
  readonly values: Readonly<Partial<Record<Column, Spread>>>
}

/** Minimum accuracy on true frames for a classifier's results to be used. */
const trusted = 0.8

/** All measured rows, without measures that were not taken or whose classifier is not accurate enough. */
export function summary(results: Results): Row[] {
  return [...recallRows(results), ...storyRows(results), ...driftRows(results)].filter(
    ({ values }) => Object.keys(values).length > 0
  )
}

/** Whether the classifier is accurate enough for these questions. */
const reads = ({ classifier }: Results, ...questions: readonly string[]): boolean =>
  classifier !== null && questions.every((question) => (classifier[question] ?? 0) >= trusted)

/** One row: the results of every policy's films. */
function row<Result extends { readonly policy: Column }>(
  group: string,
  name: string,
  unit: Unit,
  results: readonly Result[],
  measure: (film: Result) => boolean | number | null | undefined
): Row {
  const values: Partial<Record<Column, Spread>> = {}
  for (const policy of new Set(results.map((film) => film.policy))) {
    const answers = results.filter((film) => film.policy === policy).map(measure)
    const booleans = answers.filter((answer) => typeof answer === 'boolean')
    const figure = booleans.length > 0 ? share(booleans) : spread(answers.filter((a) => typeof a === 'number'))
    if (figure) values[policy] = figure
  }
  return { group, name, unit, values }
}

function recallRows(results: Results): Row[] {
  const { recall } = results
  const after = (pause: number, films: readonly RecallResult[]) =>
    films.flatMap(({ policy, returns }) =>
      returns.filter((back) => back.pause === pause).map((back) => ({ policy, ...back }))
    )
  const everyPause = (group: string, unit: Unit, measure: (back: Return) => boolean | number | null, of = recall) =>
    pauses.map((pause) => row(group, `after ${pause} s`, unit, after(pause, of), measure))
  const eight = (group: string, name: string, of: readonly RecallResult[], measure: (back: Return) => boolean | null) =>
    row(group, name, 'share', after(8, of), measure)
  const colour = 'identity: returns in its colour'
  return [
    row('first appearance', 'a character is drawn', 'share', recall, (film) => film.drawn),
    row('first appearance', 'in the colour said', 'share', recall, (film) => film.asSaid),
    ...everyPause(colour, 'share', (back) => back.sameColour),
    eight(
      colour,
      'after 8 s, seen first in the opening second',
      recall.filter(({ opens }) => opens),
      (b) => b.sameColour
    ),
    eight(
      colour,
      'after 8 s, seen first later',
      recall.filter(({ opens }) => !opens),
      (b) => b.sameColour
    ),
    eight(
      colour,
      'after 8 s, colour never said',
      recall.filter(({ said }) => !said),
      (b) => b.sameColour
    ),
    ...everyPause('identity: distance of hue (chance 0.25)', 'hue', (back) => back.hueDistance),
    ...everyPause('identity by the classifier: right character, right colour', 'share', (back) =>
      reads(results, 'cast', 'colour') ? back.sameCharacter : null
    ),
    ...everyPause('place: returns to the same set', 'share', (back) => back.sameSet),
    eight(
      'place: returns to the same set',
      'after 8 s, seen first later',
      recall.filter(({ opens }) => !opens),
      (b) => b.sameSet
    ),
    ...pauses.map((pause) =>
      row(
        'layers that still hold the first appearance, seen first later',
        `after ${pause} s`,
        'part',
        after(
          pause,
          recall.filter(({ opens }) => !opens)
        ),
        ({ held }) => held
      )
    ),
    ...everyPause('place: difference of the pictures', 'levels', (back) => back.placeDistance)
  ]
}

function storyRows(results: Results): Row[] {
  const { stories } = results
  const group = 'stories'
  return [
    row(group, 'right place', 'part', stories, (film) => film.place),
    row(group, 'right time of day', 'part', stories, (film) => film.time),
    row(group, 'right characters', 'part', stories, (film) => (reads(results, 'cast') ? film.character : null)),
    row(group, 'right action', 'part', stories, (film) => (reads(results, 'cast', 'action') ? film.action : null)),
    row(group, 'right colour where said', 'part', stories, (film) =>
      reads(results, 'cast', 'colour') ? film.colour : null
    ),
    row(group, 'sharpness over true frames', 'ratio', stories, (film) => film.sharpness),
    row(group, 'change across chunks over change inside', 'ratio', stories, (film) => film.seam / film.inside)
  ]
}

function driftRows({ drift }: Results): Row[] {
  const both = (name: string, unit: Unit, key: keyof Stretch) =>
    [0, 5].map((tens) =>
      row('a minute', `${name}, ${tens * 10} to ${tens * 10 + 10} s`, unit, drift, (f) => f.stretches[tens]?.[key])
    )
  return [
    ...both('sharpness over true frames', 'ratio', 'sharpness'),
    ...both('saturation over true frames', 'ratio', 'saturation'),
    ...both('distance from the world’s palette', 'levels', 'paletteError')
  ]
}

/**
 * Compares two policies by the mean difference of films with the same seeds. Films differ more than policies do, so paired
 * differences are more precise than two columns of a table.
 * @param measure yes counts 1, no 0
 */
export function difference(
  recall: readonly RecallResult[],
  one: Column,
  other: Column,
  pause: number,
  measure: (back: Return) => boolean | number | null
): Spread | null {
  const answer = (policy: Column, seed: number) => {
    const film = recall.find((result) => result.policy === policy && result.seed === seed)
    const back = film?.returns.find((candidate) => candidate.pause === pause)
    return back ? measure(back) : null
  }
  const seeds = [...new Set(recall.map(({ seed }) => seed))]
  return spread(
    seeds.flatMap((seed) => {
      const [a, b] = [answer(one, seed), answer(other, seed)]
      return a === null || b === null ? [] : [Number(a) - Number(b)]
    })
  )
}
