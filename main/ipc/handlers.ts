/** What each command of the window does. */
import { homedir } from 'node:os'
import { basename, dirname, extname } from 'node:path'
import { clipboard, shell, type BrowserWindow } from 'electron'
import type { StudioEvent } from '../../app/contract/window.ts'
import { fileName } from '../../app/film/file-name.ts'
import { emptyFilm } from '../../app/film/film.ts'
import type { PolicyName } from '../../app/ledger/policies.ts'
import { resolvePrompt } from '../../app/film/prompt.ts'
import type { Desk } from '../desk/desk.ts'
import type { ExportTargets } from '../desk/export-targets.ts'
import type { Exports } from '../desk/exports.ts'
import type { Opening } from '../desk/opening.ts'
import { freshPath, freshPathBeside } from '../desk/film-names.ts'
import { chooseFilmsFolder, filmsFolder, freshFilmPath } from '../desk/places.ts'
import type { PromptMeter } from '../desk/prompt-meter.ts'
import { recoverInto } from '../desk/recovery.ts'
import type { Recents } from '../desk/recents.ts'
import type { Samples } from '../desk/samples.ts'
import { readPictureFile } from '../desk/sketches.ts'
import { setMenu } from '../menu/menu.ts'
import type { PageCrashes } from '../window/crashes.ts'
import type { Farewell } from '../window/farewell.ts'
import type { Questions } from '../window/questions.ts'
import type { Handlers } from './channel.ts'
import { askExportPath, askFilmPath, askOpenPath, askPicturePath, askWhether } from './dialogs.ts'

export interface HandlerParts {
  /** How new films remember. */
  readonly policy: PolicyName
  readonly desk: Desk
  readonly opening: Opening
  /** The film that is open was so when the program ended unexpectedly. */
  readonly reopened: boolean
  readonly recents: Recents
  readonly samples: Samples
  readonly exports: Exports
  readonly targets: ExportTargets
  readonly meter: PromptMeter
  readonly crashes: PageCrashes
  readonly farewell: Farewell
  readonly questions: Questions
  /** What somebody sends who reports a fault. */
  readonly report: () => string
  readonly logPath: string
  readonly window: () => BrowserWindow
  readonly tell: (event: StudioEvent) => void
}

export function handlersFor(parts: HandlerParts): Handlers {
  const { desk, opening, recents, samples, exports, targets, meter, questions, window, tell } = parts
  /** Does what is asked of one film to that film only. */
  const meant =
    <Asked extends { readonly session: number }, Given>(work: (asked: Asked) => Given) =>
    (asked: Asked): Given => {
      desk.expect(asked.session)
      return work(asked)
    }
  /** Documents cannot be written: where films are to be put instead. Null when the person lets it be. */
  async function askElsewhere(title: string): Promise<string | null> {
    if (!(await askWhether(window(), questions.elsewhere, filmsFolder()))) return null
    const path = await askFilmPath(window(), freshPath(homedir(), fileName(title)), questions.replacing)
    if (path !== null) chooseFilmsFolder(dirname(path))
    return path
  }
  return {
    'studio.state': () => ({
      platform: process.platform,
      recents: recents.list,
      samples: samples.list,
      film: desk.state,
      refused: opening.refused,
      reopened: parts.reopened,
      crashed: parts.crashes.tell()
    }),
    async 'film.create'({ sample, title }) {
      const film = sample === null ? emptyFilm(title, parts.policy) : samples.film(sample)
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
      desk.expect(session) // another may have been opened from outside meanwhile
      return desk.saveAs(chosen)
    }),
    'film.duplicate': meant(async ({ session }) => {
      const { path, film } = desk.project
      // With its number: the bare title is the name of the film itself, or will be (given-name.ts).
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
    'film.tell'() {
      desk.tellWhole()
      return null
    },
    'film.place': meant(({ place }) => (desk.keepPlace(place), null)),
    'film.edit': meant(({ edit, burst }) => desk.edit(edit, burst)),
    async 'sketch.choose'() {
      const chosen = await askPicturePath(window())
      return chosen === null ? null : readPictureFile(chosen)
    },
    'sketch.set': meant(({ card, bytes }) => desk.sketch(card, bytes)),
    'cards.bring': meant(({ edit, sketches }) => desk.bring(edit, sketches)),
    'film.undo': meant(() => desk.undo()),
    'film.redo': meant(() => desk.redo()),
    'film.generate': meant(({ request }) => (desk.generate(request.kind === 'queue' ? null : request), null)),
    'making.pause': meant(() => (desk.pause(), null)),
    'making.resume': meant(() => (desk.resume(), null)),
    'making.stop': meant(() => (desk.stop(), null)),
    'making.drop': meant(({ card }) => (desk.drop(card), null)),
    'making.order': meant(({ cards }) => (desk.reorder(cards), null)),
    'recent.forget'({ path }) {
      recents.forget(path)
      tell({ type: 'recents', recents: recents.list })
      return null
    },
    'memory.of': meant(({ card, index }) => desk.memoryOf(card, index)),
    'prompt.measure': meant(({ prompt }) => meter.measure(resolvePrompt(desk.project.film, { prompt }))),
    'export.plan': meant(() => exports.plan(desk.project)),
    'export.choose': meant(async ({ format }) => {
      const { project } = desk
      const chosen = await askExportPath(window(), targets.path(project, format), format)
      if (chosen !== null) targets.choose(project, format, chosen)
      return null
    }),
    'export.start': meant(({ order, replace }) => (exports.start(desk.project, order, replace), null)),
    'export.cancel'() {
      exports.cancel()
      return null
    },
    'export.reveal'() {
      if (exports.last !== null) shell.showItemInFolder(exports.last)
      return null
    },
    async 'clipboard.write'({ text }) {
      await clipboard.writeText(text)
      return null
    },
    'clipboard.read': () => clipboard.readText(),
    async 'log.report'() {
      await clipboard.writeText(parts.report())
      return null
    },
    'log.show'() {
      shell.showItemInFolder(parts.logPath)
      return null
    },
    'window.text'({ does }) {
      window().webContents[does]()
      return null
    },
    'window.fullScreen'({ on }) {
      window().setFullScreen(on)
      return null
    },
    'window.left'() {
      parts.farewell.hear()
      return null
    },
    'window.words'({ crash, ...asked }) {
      parts.crashes.words = crash
      Object.assign(questions, asked)
      return null
    },
    'window.menu'({ menus }) {
      setMenu(menus, (action) => tell({ type: 'menu', action }))
      return null
    }
  }
}
