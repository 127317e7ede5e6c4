/** Where packs are: the one that comes with the program, and those that a person added. */
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

export interface PackPlaces {
  /** Folder of the pack that comes with the program. */
  readonly embedded: string
  /** The folder in which each added pack has its own. It need not exist. */
  readonly added: string
}

/**
 * The folder of added packs: among the person's own data, so that an update of the program leaves it alone, and not among
 * those that systems carry from machine to machine, as packs are large. `THROUGHLINE_PACKS` names another.
 */
export function packsFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir()
): string {
  const { THROUGHLINE_PACKS: said, LOCALAPPDATA: local, XDG_DATA_HOME: data } = env
  if (said) return resolve(said)
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'Throughline', 'packs')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Throughline', 'packs')
  return join(data && isAbsolute(data) ? data : join(home, '.local', 'share'), 'throughline', 'packs')
}
