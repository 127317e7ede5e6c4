/** What changes when the graphics driver does, or the card: part of the key under which a probe is kept. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir, release } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'

export interface MachineParts {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  /** Version of the system. */
  readonly release: string
  readonly home: string
}
const thisMachine = (): MachineParts => ({
  platform: process.platform,
  env: process.env,
  release: release(),
  home: homedir()
})

/**
 * On Linux a hash over the Vulkan drivers' files, the cards' ids and the variables that choose among them; on macOS the system's
 * version, as drivers come with it; elsewhere card and driver as Chromium names them.
 * @param card product name with driver version, as the window knows it; null on the command line
 * @returns null where it is not known: then nothing is kept
 */
export function driverMark(card: string | null, machine: MachineParts = thisMachine()): string | null {
  if (machine.platform === 'darwin') return `macOS ${machine.release}`
  return machine.platform === 'linux' ? linuxMark(machine) : card
}

const choosing = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES', 'DRI_PRIME', 'CUDA_VISIBLE_DEVICES']

function linuxMark({ env, release, home }: MachineParts): string {
  const { XDG_DATA_HOME: data, XDG_DATA_DIRS: shared } = env
  const homes = [data || join(home, '.local', 'share'), ...(shared || '/usr/local/share:/usr/share').split(':'), '/etc']
  const chosen = choosing.slice(0, 3).flatMap((name) => env[name]?.split(delimiter) ?? [])
  const descriptions = [...homes.map((each) => join(each, 'vulkan', 'icd.d')), ...chosen].flatMap(filesAt)
  const cards = filesAt('/sys/class/drm').flatMap((card) =>
    ['vendor', 'device'].map((id) => textOf(join(card, 'device', id)))
  )
  const parts = [
    release,
    ...choosing.map((name) => env[name] ?? ''),
    ...descriptions.flatMap((file) => [stateOf(file), stateOf(libraryOf(file))]),
    ...cards,
    textOf('/proc/driver/nvidia/version')
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The file, or those in the folder. */
function filesAt(path: string): string[] {
  try {
    return readdirSync(path)
      .sort()
      .map((name) => join(path, name))
  } catch {
    return [path]
  }
}

/** The library that a driver's description names; the description itself where it names one by the loader's search. */
function libraryOf(description: string): string {
  const path = /"library_path"\s*:\s*"([^"]+)"/.exec(textOf(description))?.[1]
  return path?.includes('/') ? resolve(dirname(description), path) : description
}

/** Path, size and time of change. */
function stateOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${path}:${found.size}:${found.mtimeNs}` : path
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 4096)
  } catch {
    return ''
  }
}
