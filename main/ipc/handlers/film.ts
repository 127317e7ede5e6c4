/** Commands on whole films: create, open, save elsewhere, close. */
import { homedir } from 'node:os'
import { basename, dirname, extname } from 'node:path'
import { fileName } from '../../../app/film/file-name.ts'
import { emptyFilm } from '../../../app/film/film.ts'
import { freshPath, freshPathBeside } from '../../desk/film-names.ts'
import { chooseFilmsFolder, filmsFolder, freshFilmPath } from '../../desk/places.ts'
import { recoverInto } from '../../desk/recovery.ts'
import { askFilmPath, askOpenPath, askWhether } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import { meantBy, type HandlerParts } from './parts.ts'

type Subject = Pick<
  Handlers,
  | 'film.create'
  | 'film.open'
  | 'film.find'
  | 'film.look'
  | 'film.recover'
  | 'film.saveAs'
  | 'film.duplicate'
  | 'film.close'
  | 'film.check'
  | 'film.mend'
  | 'film.checkEnd'
  | 'film.resend'
  | 'film.lastView'
>

export function filmHandlers({ policy, desk, opening, checks, samples, questions, window }: HandlerParts): Subject {
  const meant = meantBy(desk)
  /** When documents are not writable, asks for another folder for films. Null when cancelled. */
  async function askElsewhere(title: string): Promise<string | null> {
    if (!(await askWhether(window(), questions.elsewhere, filmsFolder()))) return null
    const path = await askFilmPath(window(), freshPath(homedir(), fileName(title)), questions.replacing)
    if (path !== null) chooseFilmsFolder(dirname(path))
    return path
  }
  return {
    async 'film.create'({ sample, title }) {
      const film = sample === null ? emptyFilm(title, policy) : samples.film(sample)
      const fresh = freshFilmPath(film.title)
      if (fresh !== null) return desk.create(fresh, film)
      const chosen = await askElsewhere(film.title)
      return chosen === null ? null : desk.create(chosen, film, true)
    },
    async 'film.open'({ path }) {
      const chosen = path ?? (await askOpenPath(window()))
      return chosen === null ? null : opening.open(chosen)
    },
    async 'film.find'({ path }) {
      const chosen = await askOpenPath(window(), dirname(path))
      if (chosen === null || (await opening.open(chosen)) === null) return null
      return desk.found(path)
    },
    'film.look': ({ path }) => opening.open(path, { readOnly: true }),
    async 'film.recover'({ path }) {
      const name = `${basename(path, extname(path))} recovered`
      const chosen = await askFilmPath(window(), freshPathBeside(path, name), questions.replacing)
      return chosen === null ? null : recoverInto(desk, path, chosen)
    },
    'film.saveAs': meant(async ({ session }) => {
      const { path, film } = desk.project
      const chosen = await askFilmPath(window(), freshPathBeside(path, fileName(film.title)), questions.replacing)
      if (chosen === null) return null
      desk.expect(session) // another film may have been opened from outside meanwhile
      return desk.saveAs(chosen)
    }),
    'film.duplicate': meant(async ({ session }) => {
      const { path, film } = desk.project
      // Numbered: the plain title is the name of the film itself, or will be (given-name.ts).
      const chosen = await askFilmPath(window(), freshPathBeside(path, fileName(film.title), 2), questions.replacing)
      if (chosen === null) return null
      desk.expect(session)
      await desk.duplicate(chosen)
      return chosen
    }),
    'film.close': meant(async ({ session }) => {
      await desk.close(session)
      return null
    }),
    'film.check': meant(() => (checks.ask(), null)),
    'film.mend': meant(() => (desk.runs.mend(), null)),
    'film.checkEnd': meant(async () => {
      await checks.end()
      return null
    }),
    'film.resend'() {
      desk.resend()
      return null
    },
    'film.lastView': meant(({ view }) => (desk.keepLastView(view), null))
  }
}
