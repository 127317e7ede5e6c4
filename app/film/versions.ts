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

const each = (list: unknown, step: (of: unknown) => unknown): unknown => (Array.isArray(list) ? list.map(step) : list)

/** A step that gives every card new fields, also those in changes: `insert`, and `replace` of project format 3. */
function cardsWith(fields: Plain): FilmStep {
  const card = (older: unknown): unknown => (isPlain(older) ? { ...older, ...fields } : older)
  const change = (older: unknown): unknown => {
    if (!isPlain(older)) return older
    const { kind, cards, places } = older
    if (kind === 'replace') return { ...older, cards: each(cards, card) }
    if (kind !== 'insert') return older
    return {
      ...older,
      places: each(places, (place) => (isPlain(place) ? { ...place, card: card(place['card']) } : place))
    }
  }
  return {
    film: (older) => ({ ...older, cards: each(older['cards'], card) }),
    entry: (older) => ({ ...older, changes: each(older['changes'], change), inverse: each(older['inverse'], change) })
  }
}

/** Version 2: cards have a scene. */
const scenes = cardsWith({ scene: null })

/** Version 3: cards have shot language, a label and a poster. */
const language = cardsWith({
  language: { size: null, angle: null, movement: null, lens: '', place: '', time: null, transition: null },
  label: null,
  poster: null
})

/** A step that gives the film, but not its cards, new fields. */
const filmWith = (fields: Plain, { film, entry }: FilmStep): FilmStep => ({
  film: (older) => ({ ...film(older), ...fields }),
  entry
})

/** Version 4: cards have a length of their transition, films have sound. */
const film4 = filmWith({ sound: { tracks: [], clips: [] } }, cardsWith({ transitionLength: null }))

/**
 * Version 5: a film names its model. Documents before did not; that of its takes is taken where others than the program's made
 * them. A card may be a title card; one that does not say so is a shot.
 * @param model `id@revision`, or null: the one that comes with the program
 */
function film5(model: string | null): FilmStep {
  const head = (older: unknown): unknown =>
    isPlain(older) && isPlain(older['settings']) ? { ...older, settings: { ...older['settings'], model } } : older
  const change = (older: unknown): unknown =>
    isPlain(older) && older['kind'] === 'head' ? { ...older, head: head(older['head']) } : older
  return {
    film: (older) => head(older) as Plain,
    entry: (older) => ({ ...older, changes: each(older['changes'], change), inverse: each(older['inverse'], change) })
  }
}

/** Entry n upgrades version n + 1 to n + 2. Append only, together with `filmVersion`. */
export const filmStepsWith = (model: string | null): readonly FilmStep[] => [scenes, language, film4, film5(model)]
export const filmSteps = filmStepsWith(null)

if (filmSteps.length !== filmVersion - 1)
  throw new RangeError('every version of the film document but the first has a step')
