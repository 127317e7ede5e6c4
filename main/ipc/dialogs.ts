/** The system's own dialogs for files. */
import type { ExportFormat } from '../../app/contract/formats.ts'
import { extensions } from '../desk/export-targets.ts'
import { dialog, type BrowserWindow, type FileFilter } from 'electron'

const films: FileFilter[] = [{ name: 'Throughline', extensions: ['throughline'] }]

const pictures: FileFilter[] = [{ name: 'PNG, JPEG, WebP', extensions: ['png', 'jpg', 'jpeg', 'webp'] }]

/** A film to open. Null when the dialog was dismissed. @param from where it begins to look */
export const askOpenPath = (window: BrowserWindow, from?: string): Promise<string | null> =>
  askFile(window, films, from)
/** A picture to bring in. Null when the dialog was dismissed. */
export const askPicturePath = (window: BrowserWindow): Promise<string | null> => askFile(window, pictures)

async function askFile(window: BrowserWindow, filters: FileFilter[], from?: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    filters,
    properties: ['openFile'],
    ...(from !== undefined && { defaultPath: from })
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Null when the dialog was dismissed. @param filters by default film files */
export async function askSavePath(
  window: BrowserWindow,
  defaultPath: string,
  filters: FileFilter[] = films
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
  return canceled || filePath === '' ? null : filePath
}

/** A folder of pictures has no extension. */
export function exportFilters(format: ExportFormat): FileFilter[] {
  const extension = extensions[format].slice(1)
  return extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }]
}
