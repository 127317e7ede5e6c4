/**
 * The menu bar. Its words, keys and what can be done now come from the window, which owns the catalogue and the actions;
 * choosing an item asks the window to do it. Keys are shown, not registered: the window hears them itself.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem, MenuTemplate } from '../../app/contract/commands.ts'

/** An item, or a menu in the menu; how deep, its schema says. */
type Entry = MenuItem | { readonly label: string; readonly items: readonly Entry[] }

let shown: readonly MenuTemplate[] = []

/** What the menu bar calls an action, in the language it is shown in; undefined while there is none. */
export function wordFor(action: string): string | undefined {
  const items = shown.flatMap(({ items }) => items)
  return items.find((item) => item !== null && 'action' in item && item.action === action)?.label
}

/** @param choose told the action of the item chosen */
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
