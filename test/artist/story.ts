/** What every run begins with: a film of a few short shots, none made, and two models. */
import { join } from 'node:path'
import { emptyHistory, perform } from '../../app/edits/history.ts'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { packsIn } from '../e2e/kit/displays.ts'
import { tinyPack } from '../main/kit/tiny-pack.ts'
import { Project } from '../../main/project/project.ts'

const prompts = ['A purple cat walks.', 'An owl sleeps.', 'A dog waits in the snow.', 'A duck swims.']

/** A model besides the program's own, for the engine without weights. */
export const otherModel = { model: 'tiny@1', name: 'Tiny' } as const

/** @param home of the run: the model is added there */
export function addOtherModel(home: string): void {
  tinyPack(join(packsIn(home), otherModel.model), (same) => ({ ...same, name: otherModel.name }))
}

export function beginStory(path: string): void {
  const cards = prompts.map((prompt, at) => newCard(cardId(`card-${at + 1}`), { prompt, length: chunk(1 + (at % 2)) }))
  const empty = emptyFilm('Story')
  const film = { ...empty, settings: { ...empty.settings, length: chunk(2) } }
  Project.create(path, perform(film, emptyHistory, { type: 'addCards', at: 0, cards }, null).film).close()
}
