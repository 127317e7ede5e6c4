/** Models that shots of a film were made with, besides the one in use: said when a film is opened, with what helps. */
import { shotNumber } from '../../app/film/film.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { PackPlaces } from '../packs/places.ts'
import { shelfOf, type ShelvedPack } from '../packs/shelf.ts'
import type { Project } from '../project/project.ts'
import type { Context } from './context.ts'

export interface OtherModel {
  /** `id@revision` */
  readonly model: string
  /** Where it is; null when it is not here. */
  readonly folder: string | null
  /** Numbers of the shots that show a take of it. */
  readonly shots: readonly string[]
}

/** @param model in use */
export async function otherModels(project: Project, { model }: PackFacts, places: PackPlaces) {
  const shots = new Map<string, string[]>()
  for (const [index, card] of project.film.cards.entries()) {
    const made = card.activeTake === null ? undefined : project.take(card.activeTake)?.model
    if (made !== undefined && made !== model) shots.set(made, [...(shots.get(made) ?? []), shotNumber(card, index)])
  }
  if (shots.size === 0) return []
  const shelf = await shelfOf(places).catch((): readonly ShelvedPack[] => [])
  return [...shots].map(([other, numbers]): OtherModel => ({
    model: other,
    folder: folderOf(other, shelf),
    shots: numbers
  }))
}

const folderOf = (model: string, shelf: readonly ShelvedPack[]): string | null =>
  shelf.find((pack) => pack.model === model && pack.problem === null)?.folder ?? null

const mostListed = 10

/** One sentence of each: who made which shots, and how they are gone on with. */
export const otherModelsText = (others: readonly OtherModel[], { model: now }: PackFacts): readonly string[] =>
  others.map(({ model, folder, shots }) => {
    const few = shots.slice(0, mostListed).join(', ') + (shots.length > mostListed ? ' …' : '')
    const help =
      folder === null
        ? 'It is not here: `throughline pack add FOLDER` adds it, or `--pack FOLDER` names it.'
        : `\`--pack ${model}\` goes on with it.`
    return `${shots.length === 1 ? 'Shot' : 'Shots'} ${few} ${shots.length === 1 ? 'was' : 'were'} made with the model ${model}, and not with ${now}, which is used now. ${help}`
  })

/** Says so of a film that was just opened; programs ask `info`. */
export async function noteOtherModels({ output, packs }: Context, project: Project, facts: PackFacts): Promise<void> {
  for (const line of otherModelsText(await otherModels(project, facts, packs), facts)) output.note(line)
}
