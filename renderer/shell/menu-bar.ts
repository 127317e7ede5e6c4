/** The menu bar as main is to show it: the same actions as the keys, in the language now chosen. */
import type { MenuItem, MenuTemplate } from '../../app/contract/commands.ts'
import { fileBeside, presentFilms } from '../projects/present-films.ts'
import { actionOf, type ActionId } from '../state/actions.ts'
import type { Studio } from '../state/studio.svelte.ts'
import type { Strings } from '../strings/en.ts'
import { t } from '../strings/strings.svelte.ts'

type Bar = readonly (readonly [keyof Strings['menus'], readonly (ActionId | 'recent' | null)[]])[]

const bar: Bar = [
  [
    'film',
    ['newFilm', 'openFilm', 'recent', null, 'saveAs', 'duplicateFilm', 'export', null, 'generate', null, 'closeFilm']
  ],
  ['edit', ['undo', 'redo', null, 'cut', 'copy', 'paste', 'duplicate', 'remove', null, 'selectAll', 'selectNone']],
  [
    'shot',
    [
      'newCard',
      'again',
      'lastSecond',
      'ripple',
      null,
      'split',
      'trimStart',
      'trimEnd',
      null,
      'marker',
      'nameMarker',
      null,
      'sketch',
      'removeSketch',
      null,
      'moveLeft',
      'moveRight',
      'longer',
      'shorter'
    ]
  ],
  ['view', ['toggleTray', 'toggleInspector', null, 'zoomIn', 'zoomOut', 'zoomFit', null, 'fullScreen', 'keys']]
]

/** Reads everything it depends on, so that an effect around it runs again when something changes. */
export function menuBar(studio: Studio): MenuTemplate[] {
  return bar.map(([menu, items]) => ({
    label: t().menus[menu],
    items: items.map((id) => {
      if (id === null) return null
      if (id === 'recent') return { label: t().menus.recent, items: recentItems(studio) }
      const action = actionOf(id)
      return { action: id, label: t().actions[id], keys: accelerator(action.keys[0]), enabled: action.ready(studio) }
    })
  }))
}

/** The films made before, as far as they are still where they were. */
const recentItems = (studio: Studio): MenuItem[] =>
  presentFilms(studio).map((film, index) => ({
    action: `recent.${index}`,
    label: [film.title, fileBeside(film)].filter(Boolean).join(' · ').slice(0, 100),
    keys: null,
    enabled: true
  }))

/** A key as Electron writes it; null for those it has no name for. */
function accelerator(key: string | undefined): string | null {
  if (key === undefined || key === '?') return null
  return key.replace('Mod', 'CmdOrCtrl').replace('Arrow', '')
}
