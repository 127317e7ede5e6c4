/** The native menu bar as data for main: the same actions as the shortcuts, in the current language. */
import type { MenuEntry, MenuItem, MenuTemplate } from '../../app/contract/menu-template.ts'
import { fileBeside, otherFilms } from '../model/recent-films.ts'
import { actionOf, labelActions, type ActionId } from './actions.ts'
import { actionName } from './action-name.ts'
import type { Studio } from '../model/studio.svelte.ts'
import { textCommands } from './text-commands.ts'
import type { Strings } from '../strings/en.ts'
import { t } from '../strings/strings.svelte.ts'
import { can as canNow } from './perform.ts'

const longest = 100 // limit of the schema, in characters

type Bar = readonly (readonly [keyof Strings['menus'], readonly (ActionId | 'recent' | 'labels' | null)[]])[]

const bar: Bar = [
  [
    'film',
    [
      'newFilm',
      'openFilm',
      'recent',
      'importScript',
      'addSound',
      null,
      'save',
      'saveAs',
      'duplicateFilm',
      'checkFilm',
      'export',
      null,
      'generate',
      'overnight',
      null,
      'closeFilm',
      'quit'
    ]
  ],
  [
    'edit',
    ['undo', 'redo', null, 'cut', 'copy', 'paste', 'duplicate', 'remove', null, 'selectAll', 'selectNone', null, 'find']
  ],
  [
    'shot',
    [
      'newCard',
      'newTitle',
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
      'draw',
      'sketch',
      'removeSketch',
      'soundToShot',
      'poster',
      'usualPicture',
      null,
      'labels',
      'scene',
      'selectScene',
      'dissolveScene',
      null,
      'lockNumbers',
      'countNumbers',
      null,
      'moveLeft',
      'moveRight',
      'longer',
      'shorter'
    ]
  ],
  [
    'view',
    [
      'board',
      'collapseScene',
      'collapseScenes',
      'showSketch',
      'toggleTray',
      'toggleInspector',
      null,
      'zoomIn',
      'zoomOut',
      'zoomFit',
      null,
      'fullScreen',
      null,
      'device',
      'models'
    ]
  ],
  ['help', ['keys', null, 'copyReport', 'showLog']]
]

/** Reads every state it depends on, so an effect around it runs again on changes. */
export function menuBar(studio: Studio): MenuTemplate[] {
  return bar.map(([menu, items]) => ({
    label: t().menus[menu],
    items: items.map((id) => {
      if (id === null) return null
      if (id === 'recent') return { label: t().menus.recent, items: recentItems(studio) }
      if (id === 'labels')
        return { label: t().shotLanguage.label, items: labelActions.map((each) => item(studio, each)) }
      return item(studio, id)
    })
  }))
}

const item = (studio: Studio, id: ActionId): MenuItem => ({
  action: id,
  label: labelOf(studio, id),
  keys: accelerator(actionOf(id).keys[0]),
  enabled: can(studio, id)
})

/** While the film plays, the shot at hand keeps changing and would close an open menu, so items name no shot. */
const plays = ({ film }: Studio): boolean => film?.playhead.running ?? false
const ofPlayhead: ReadonlySet<ActionId> = new Set([
  ...([
    'split',
    'trimStart',
    'trimEnd',
    'nameMarker',
    'removeSketch',
    'showSketch',
    'poster',
    'usualPicture',
    'lastSecond',
    'selectScene',
    'dissolveScene',
    'collapseScene'
  ] as const)
])
/** In a focused text field undo and redo belong to the text, and only the field knows whether they apply. */
const ofField = ({ writing }: Studio, id: ActionId): boolean => writing && textCommands.has(id)
const can = (studio: Studio, id: ActionId): boolean =>
  (!studio.leaving && (ofField(studio, id) || (plays(studio) && ofPlayhead.has(id)))) || canNow(studio, id)

/** Cut, copy and paste also apply to text: then they name no shot. */
const ofText: ReadonlySet<ActionId> = new Set(['cut', 'copy', 'paste'])
const labelOf = (studio: Studio, id: ActionId): string =>
  (plays(studio) || ofText.has(id) || ofField(studio, id) ? t().actions[id] : actionName(studio, id)).slice(0, longest)

/** Recent films; a missing one offers to look for it. */
const recentItems = (studio: Studio): MenuEntry[] =>
  otherFilms(studio).map((film, index) => {
    const name = [film.title, fileBeside(film)].filter(Boolean).join(' · ')
    const item = (does: 'open' | 'forget', label: string): MenuItem => ({
      action: `recent.${index}.${does}`,
      label: label.slice(0, longest),
      keys: null,
      enabled: true
    })
    if (film.present) return item('open', name)
    const state = ` · ${t().start.missing}`
    const items = [item('open', t().projects.find), item('forget', t().projects.forget)]
    return { label: name.slice(0, longest - state.length) + state, items }
  })

/** A shortcut as an Electron accelerator; null for keys that Electron has no name for. */
function accelerator(key: string | undefined): string | null {
  if (key === undefined || key === '?') return null
  return key.replace('Mod', 'CmdOrCtrl').replace('Arrow', '')
}
