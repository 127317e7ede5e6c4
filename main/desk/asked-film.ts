/** The film a command line names: a double click on it in the file manager starts the program, or a second one, with its name. */
import { extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @param args without the program; on Linux a file manager may write files as addresses (`file:///…`)
 * @param folder that relative names start from
 * @returns the absolute path of the first film; null when none is named
 */
export function askedFilm(args: readonly string[], folder: string): string | null {
  const films = args.filter((arg) => !arg.startsWith('-') && extname(arg).toLowerCase() === '.throughline')
  return films.map((name) => pathOf(name, folder)).find((path) => path !== null) ?? null
}

/** Null for an address of another machine, or that is none. */
function pathOf(name: string, folder: string): string | null {
  if (!name.startsWith('file://')) return resolve(folder, name)
  try {
    return fileURLToPath(name)
  } catch {
    return null
  }
}
