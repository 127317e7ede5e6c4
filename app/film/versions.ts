/**
 * What changed in the film document from version to version. A version has one step, written once and never changed: what a
 * film is brought through, and what each entry of its undo list is, for that holds cards as well. A version comes with a
 * project of the version before it in `test/main/project/versions`, which must open, be undone and go on.
 */
import { isPlain, type Plain, type Step } from '../base/versions.ts'
import { filmVersion } from './film.ts'

export interface FilmStep {
  readonly film: Step
  /**
   * An entry of the undo list: `label`, `changes`, `inverse`, `key` (app/edits/change.ts).
   * @returns null when what it does has no meaning any more: it is forgotten, with all that is undone before it can be
   */
  entry(older: Plain): Plain | null
}

/** Cards say which scene they belong to. */
const scenes: FilmStep = {
  film: (older) => ({ ...older, cards: each(older['cards'], withoutScene) }),
  entry: (older) => ({
    ...older,
    changes: each(older['changes'], withoutScenes),
    inverse: each(older['inverse'], withoutScenes)
  })
}

const each = (list: unknown, step: (of: unknown) => unknown): unknown => (Array.isArray(list) ? list.map(step) : list)
const withoutScene = (card: unknown): unknown => (isPlain(card) ? { ...card, scene: null } : card)

/** Of the changes of an entry these hold whole cards: `insert`, and `replace` of project format 3. */
function withoutScenes(change: unknown): unknown {
  if (!isPlain(change)) return change
  const { kind, cards, places } = change
  if (kind === 'replace') return { ...change, cards: each(cards, withoutScene) }
  if (kind !== 'insert') return change
  return {
    ...change,
    places: each(places, (place) => (isPlain(place) ? { ...place, card: withoutScene(place['card']) } : place))
  }
}

/** Entry n takes version n + 1 to n + 2. Only appended to, together with `filmVersion`. */
export const filmSteps: readonly FilmStep[] = [scenes]

if (filmSteps.length !== filmVersion - 1)
  throw new RangeError('every version of the film document but the first has a step')
