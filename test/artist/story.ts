/** The film every run begins with: a few short shots, none made. */
import { emptyHistory, perform } from '../../app/edits/history.ts'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { Project } from '../../main/project/project.ts'

const prompts = ['A purple cat walks.', 'An owl sleeps.', 'A dog waits in the snow.', 'A duck swims.']

export function beginStory(path: string): void {
  const cards = prompts.map((prompt, at) => newCard(cardId(`card-${at + 1}`), { prompt, length: chunk(1 + (at % 2)) }))
  const empty = emptyFilm('Story')
  const film = { ...empty, settings: { ...empty.settings, length: chunk(2) } }
  Project.create(path, perform(film, emptyHistory, { type: 'addCards', at: 0, cards }, null).film).close()
}
