/** The menu bar as main is to show it: the same actions as the keys, in the language now chosen. */
import type { MenuTemplate } from '../../app/contract/window.ts'
import { actionOf, type ActionId } from '../state/actions.ts'
import type { Studio } from '../state/studio.svelte.ts'
import type { Strings } from '../strings/en.ts'
import { t } from '../strings/strings.svelte.ts'

type Bar = readonly (readonly [keyof Strings['menus'], readonly (ActionId | null)[]])[]

const bar: Bar = [
  ['film', ['newFilm', 'openFilm', null, 'saveAs', 'duplicateFilm', 'export', null, 'generate', null, 'closeFilm']],
  ['edit', ['undo', 'redo', null, 'cut', 'copy', 'paste', 'duplicate', 'remove', null, 'selectAll', 'selectNone']],
  [
    'shot',
    [
      'newCard',
      'again',
      'ripple',
      null,
      'split',
      'trimStart',
      'trimEnd',
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
      const action = actionOf(id)
      return { action: id, label: t().actions[id], keys: accelerator(action.keys[0]), enabled: action.ready(studio) }
    })
  }))
}

/** A key as Electron writes it; null for those it has no name for. */
function accelerator(key: string | undefined): string | null {
  if (key === undefined || key === '?') return null
  return key.replace('Mod', 'CmdOrCtrl').replace('Arrow', '')
}
