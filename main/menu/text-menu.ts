/** The context menu over text: cut, copy and paste, with the labels of the menu bar. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { wordFor } from './menu.ts'

/** Shown only over fields and selected text: elsewhere the renderer has its own menus. */
export function offerTextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return
    const item = (role: 'cut' | 'copy' | 'paste' | 'selectAll', enabled: boolean): MenuItemConstructorOptions => {
      const label = wordFor(role)
      return { role, enabled, registerAccelerator: false, ...(label !== undefined && { label }) }
    }
    const items = [
      item('cut', editFlags.canCut),
      item('copy', editFlags.canCopy),
      item('paste', editFlags.canPaste),
      item('selectAll', editFlags.canSelectAll)
    ]
    Menu.buildFromTemplate(isEditable ? items : items.slice(1, 2)).popup()
  })
}
