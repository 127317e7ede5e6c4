/** The film named on a command line: a double click in the file manager starts the program, or a second instance, with its path. */
import { extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @param args without the program; on Linux a file manager may pass files as URLs (`file:///…`)
 * @param folder base of relative paths
 * @returns the absolute path of the first film; null when none is named
 */
export function askedFilm(args: readonly string[], folder: string): string | null {
  const films = args.filter((arg) => !arg.startsWith('-') && extname(arg).toLowerCase() === '.throughline')
  return films.map((name) => pathOf(name, folder)).find((path) => path !== null) ?? null
}

/** Null for a URL of another machine, or an invalid one. */
function pathOf(name: string, folder: string): string | null {
  if (!name.startsWith('file://')) return resolve(folder, name)
  try {
    return fileURLToPath(name)
  } catch {
    return null
  }
}
