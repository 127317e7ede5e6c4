/** What each command of the window does. */
import { dirname, join } from 'node:path'
import { shell, type BrowserWindow } from 'electron'
import type { StudioEvent } from '../../app/contract/window.ts'
import { emptyFilm } from '../../app/film/film.ts'
import type { Desk } from '../desk/desk.ts'
import { extensions, type Exports } from '../desk/exports.ts'
import { fileName, freshFilmPath } from '../desk/places.ts'
import type { Recents } from '../desk/recents.ts'
import type { Samples } from '../desk/samples.ts'
import { setMenu } from '../menu/menu.ts'
import type { Handlers } from './channel.ts'
import { askOpenPath, askSavePath, exportFilters } from './dialogs.ts'

export interface HandlerParts {
  readonly desk: Desk
  readonly recents: Recents
  readonly samples: Samples
  readonly exports: Exports
  readonly window: () => BrowserWindow
  readonly tell: (event: StudioEvent) => void
}

export function handlersFor({ desk, recents, samples, exports, window, tell }: HandlerParts): Handlers {
  return {
    'studio.state': () => ({
      platform: process.platform,
      recents: recents.list,
      samples: samples.list,
      film: desk.state
    }),
    async 'film.create'({ sample, title }) {
      const film = sample === null ? emptyFilm(title) : samples.film(sample)
      await desk.create(freshFilmPath(film.title), film)
      return null
    },
    async 'film.open'({ path }) {
      const chosen = path ?? (await askOpenPath(window()))
      if (chosen !== null) await desk.open(chosen)
      return null
    },
    async 'film.saveAs'() {
      const chosen = await askSavePath(window(), desk.project.path)
      if (chosen !== null) await desk.saveAs(chosen)
      return null
    },
    async 'film.close'() {
      await desk.close()
      return null
    },
    'film.edit': ({ edit, burst }) => desk.edit(edit, burst),
    'film.undo': () => desk.undo(),
    'film.redo': () => desk.redo(),
    'film.generate'({ request }) {
      desk.generate(request)
      return null
    },
    'making.pause'() {
      desk.pause()
      return null
    },
    'making.resume'() {
      desk.resume()
      return null
    },
    'making.stop'() {
      desk.stop()
      return null
    },
    'recent.forget'({ path }) {
      recents.forget(path)
      tell({ type: 'recents', recents: recents.list })
      return null
    },
    'memory.of': ({ take, index }) => desk.rememberedBy(take, index),
    async 'export.start'({ format }) {
      const { path, film } = desk.project
      const name = [fileName(film.title), extensions[format]].filter(Boolean).join('.')
      const chosen = await askSavePath(window(), join(dirname(path), name), exportFilters(format))
      if (chosen !== null) exports.start(desk.project, format, chosen)
      return chosen !== null
    },
    'export.cancel'() {
      exports.cancel()
      return null
    },
    'export.reveal'({ path }) {
      shell.showItemInFolder(path)
      return null
    },
    'window.fullScreen'({ on }) {
      window().setFullScreen(on)
      return null
    },
    'window.menu'({ menus }) {
      setMenu(menus, (action) => tell({ type: 'menu', action }))
      return null
    }
  }
}
