/** The film a command line names: a double click on it in the file manager starts the program, or a second one, with its name. */
import { extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @param args without the program; on Linux a file manager may write files as addresses (`file:///…`)
 * @param folder that relative names start from
 * @returns the absolute path of the first film; null when none is named
 */
export function askedFilm(args: readonly string[], folder: string): string | null {
  const name = args.find((arg) => !arg.startsWith('-') && extname(arg).toLowerCase() === '.throughline')
  if (name === undefined) return null
  return name.startsWith('file://') ? fileURLToPath(name) : resolve(folder, name)
}
