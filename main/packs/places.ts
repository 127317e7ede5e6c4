/** Locations of packs: the embedded one, and those that the user added. */
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

export interface PackPlaces {
  /** Folder of the pack that comes with the program. */
  readonly embedded: string
  /** The folder with one subfolder per added pack. It may not exist. */
  readonly added: string
}

/**
 * The folder of added packs. It is in the user's data, so that updates of the program do not touch it, and not in data that roams
 * between machines, as packs are large. `THROUGHLINE_PACKS` overrides it.
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
