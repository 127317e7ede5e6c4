/** The menu of the right mouse button over text: cut, copy and paste, in the words of the menu bar. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { wordFor } from './menu.ts'

/** Nothing is offered over what is neither a field nor selected text: there the renderer has menus of its own. */
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
