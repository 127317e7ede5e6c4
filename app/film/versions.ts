/**
 * The film document's versions. Each has one upgrade step, written once and never changed, for the film and for entries of
 * its undo list, which contain cards as well. Each comes with a project of the version before it in
 * `test/main/project/older`, which must open, be undone and continue.
 */
import { isPlain, type Plain, type Step } from '../base/versions.ts'
import { filmVersion } from './film.ts'

export interface FilmStep {
  readonly film: Step
  /**
   * An entry of the undo list: `label`, `changes`, `inverse`, `key` (app/edits/change.ts).
   * @returns null when it cannot be upgraded: it is dropped, with all entries that are undone after it
   */
  entry(older: Plain): Plain | null
}

/** Version 2: cards have a scene. */
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

/** The changes that contain whole cards: `insert`, and `replace` of project format 3. */
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

/** Entry n upgrades version n + 1 to n + 2. Append only, together with `filmVersion`. */
export const filmSteps: readonly FilmStep[] = [scenes]

if (filmSteps.length !== filmVersion - 1)
  throw new RangeError('every version of the film document but the first has a step')
