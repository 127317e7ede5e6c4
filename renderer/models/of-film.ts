/** Which shots of a film were made with which model. Pure. */
import type { CardView } from '../../app/contract/film-state.ts'

/** Of a shot. */
interface Made {
  readonly number: string
  readonly view: Pick<CardView, 'takes'>
}

/** Numbers of the shots that show a take of the model. */
export const shotsMadeWith = (shots: readonly Made[], model: string): readonly string[] =>
  shots.filter(({ view }) => view.takes.some((take) => take.active && take.model === model)).map(({ number }) => number)

/** Takes of the model that the shots have, shown or not. */
export const takesOf = (shots: readonly Made[], model: string): number =>
  shots.reduce((sum, { view }) => sum + view.takes.filter((take) => take.model === model).length, 0)

/** Numbers of the shots that show a take of another model. */
export const shotsMadeWithout = (shots: readonly Made[], model: string): readonly string[] =>
  shots.filter(({ view }) => view.takes.some((take) => take.active && take.model !== model)).map(({ number }) => number)

export interface LackingModel {
  readonly model: string
  readonly shots: readonly string[]
}

/** Models of shown takes that are not among `here`. */
export function lackingModels(shots: readonly Made[], here: ReadonlySet<string>): readonly LackingModel[] {
  const models = new Set(
    shots.flatMap(({ view }) => view.takes.filter(({ active }) => active).map(({ model }) => model))
  )
  return [...models].filter((model) => !here.has(model)).map((model) => ({ model, shots: shotsMadeWith(shots, model) }))
}
