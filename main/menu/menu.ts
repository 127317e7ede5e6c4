/**
 * The native menu bar. Labels, shortcuts and enabled items come from the window; choosing an item sends its action to the
 * window. Shortcuts are displayed, not registered: the window handles keys itself.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem, MenuTemplate } from '../../app/contract/menu-template.ts'

/** An item or a submenu; its schema limits the depth. */
type Entry = MenuItem | { readonly label: string; readonly items: readonly Entry[] }

let shown: readonly MenuTemplate[] = []

/** The label of an action in the menu bar's language; undefined while there is no menu. */
export function wordFor(action: string): string | undefined {
  const items = shown.flatMap(({ items }) => items)
  return items.find((item) => item !== null && 'action' in item && item.action === action)?.label
}

/** @param choose called with the action of the chosen item */
export function setMenu(menus: readonly MenuTemplate[], choose: (action: string) => void): void {
  shown = menus
  const leaf = (item: MenuItem): MenuItemConstructorOptions => ({
    label: item.label,
    enabled: item.enabled,
    registerAccelerator: false,
    ...(item.keys !== null && { accelerator: item.keys }),
    click: () => choose(item.action)
  })
  const entry = (item: Entry): MenuItemConstructorOptions =>
    'items' in item ? { label: item.label, submenu: item.items.map(entry) } : leaf(item)
  const bar = menus.map(({ label, items }): MenuItemConstructorOptions => ({
    label,
    submenu: items.map((item) => (item === null ? { type: 'separator' } : entry(item)))
  }))
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, ...bar]))
}
