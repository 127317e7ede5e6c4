/** Native file dialogs. */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dialog, type BrowserWindow, type FileFilter } from 'electron'
import type { Question } from '../../app/contract/commands.ts'
import type { WindowFormat } from '../../app/exchange/formats.ts'
import { extensionsOf, namedFilm } from '../../app/exchange/file-format.ts'
import { cutExtensions } from '../../app/exchange/handoff/read-cut.ts'
import { scriptExtensions } from '../../app/exchange/script/read-script.ts'

const films: FileFilter[] = [{ name: 'Throughline', extensions: ['throughline'] }]

const pictures: FileFilter[] = [{ name: 'PNG, JPEG, WebP', extensions: ['png', 'jpg', 'jpeg', 'webp'] }]

const scripts: FileFilter[] = [
  {
    name: 'Fountain, Final Draft, CSV, Storyboarder, text, OTIO, EDL',
    extensions: [...scriptExtensions, ...cutExtensions]
  }
]

const sounds: FileFilter[] = [
  { name: 'WAV, MP3, M4A, FLAC, OGG', extensions: ['wav', 'mp3', 'm4a', 'flac', 'ogg', 'oga', 'opus', 'mp4', 'mov'] }
]

/** Asks for a film to open. Null when cancelled. @param from initial folder */
export const askOpenPath = (window: BrowserWindow, from?: string): Promise<string | null> =>
  askFile(window, films, from)
/** Asks for a picture. Null when cancelled. */
export const askPicturePath = (window: BrowserWindow): Promise<string | null> => askFile(window, pictures)

/** Asks for a script or an edited cut. Null when cancelled. */
export const askScriptPath = (window: BrowserWindow): Promise<string | null> => askFile(window, scripts)

/** Asks for sound files. Null when cancelled. */
export const askSoundPaths = (window: BrowserWindow): Promise<readonly string[] | null> =>
  oneAtATime(async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      filters: sounds,
      properties: ['openFile', 'multiSelections']
    })
    return canceled || filePaths.length === 0 ? null : filePaths
  })

/** Asks for folders in which a model is. Null when cancelled. */
export const askModelFolders = (window: BrowserWindow): Promise<readonly string[] | null> =>
  oneAtATime(async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'multiSelections']
    })
    return canceled || filePaths.length === 0 ? null : filePaths
  })

/** Only one file dialog at a time: another request meanwhile is answered as cancelled. */
let asking = false
async function oneAtATime<Chosen>(ask: () => Promise<Chosen | null>): Promise<Chosen | null> {
  if (asking) return null
  asking = true
  try {
    return await ask()
  } finally {
    asking = false
  }
}

const askFile = (window: BrowserWindow, filters: FileFilter[], from?: string): Promise<string | null> =>
  oneAtATime(async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      filters,
      properties: ['openFile'],
      ...(from !== undefined && { defaultPath: from })
    })
    return canceled ? null : (filePaths[0] ?? null)
  })

/** Asks for a film's destination; replacing an existing file was confirmed. Null when cancelled. */
export async function askFilmPath(
  window: BrowserWindow,
  defaultPath: string,
  replacing: Question
): Promise<string | null> {
  const chosen = await askSavePath(window, defaultPath, films)
  if (chosen === null) return null
  const [name, named] = [basename(chosen), namedFilm(basename(chosen))]
  const path = join(dirname(chosen), named)
  // The native dialog confirmed the typed name, which may differ from the final one.
  if (name === named || !existsSync(path) || (await askWhether(window, replacing, named))) return path
  return askFilmPath(window, path, replacing)
}

/** Asks for an export's destination. Null when cancelled. */
export const askExportPath = (window: BrowserWindow, defaultPath: string, format: WindowFormat) =>
  askSavePath(window, defaultPath, exportFilters(format))

const askSavePath = (window: BrowserWindow, defaultPath: string, filters: FileFilter[]): Promise<string | null> =>
  oneAtATime(async () => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath,
      filters,
      properties: ['showOverwriteConfirmation'] // without it Linux overwrites without asking
    })
    return canceled || filePath === '' ? null : filePath
  })

/**
 * @param name replaces `{name}` in the question
 * @param signal closes the question, answered with no
 * @returns false when the user cancelled
 */
export async function askWhether(
  window: BrowserWindow,
  { title, text, stay, go }: Question,
  name = '',
  signal?: AbortSignal
): Promise<boolean> {
  const told = (words: string): string => words.replaceAll('{name}', () => name)
  const { response } = await dialog.showMessageBox(window, {
    ...{ type: 'question', message: told(title), detail: told(text), buttons: [stay, go] },
    ...{ defaultId: 0, cancelId: 0, noLink: true, ...(signal && { signal }) }
  })
  return response === 1
}

/** A folder of pictures has no extension. */
function exportFilters(format: WindowFormat): FileFilter[] {
  const extensions = extensionsOf(format).map((extension) => extension.slice(1))
  return extensions.length === 0 ? [] : [{ name: extensions[0]!.toUpperCase(), extensions }]
}
