/**
 * All files under some folders, each once even when several links lead to it (a Hugging Face cache consists of links). No
 * file is opened. Count and depth are limited, and what was left out is reported.
 */
import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'

export interface ListedFile {
  /** Path under which it was found. */
  readonly path: string
  /** Links resolved. */
  readonly real: string
  readonly bytes: number
  /** The given folder that contains it. */
  readonly root: string
}

export interface Listing {
  readonly files: readonly ListedFile[]
  /** Unreadable entries with the system's reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
  /** Whether the limit was reached. */
  readonly cut: boolean
}

const most = { files: 100_000, depth: 12 }
/** Folders of programs, which hold no models, and the metadata files that macOS leaves on other disks. */
const passedOver = /^(?:\.git|node_modules|__pycache__|\.?venv|site-packages|\._.*)$/

/** Files after which whoever waits is told again. */
const toldEvery = 5000

/**
 * @param told how many files were found so far, now and then
 * @throws Failure `models.folder` when one of the folders is not there
 */
export function listFiles(folders: readonly string[], told: (files: number) => void = () => undefined): Listing {
  const files = new Map<string, ListedFile>()
  const unreadable: { path: string; reason: string }[] = []
  const walked = new Set<string>()
  let cut = false
  let looked = 0

  const visit = (path: string, root: string, depth: number): void => {
    let found: Stats
    let real: string
    try {
      found = statSync(path)
      real = realpathSync(path)
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) })
      return
    }
    if (found.isDirectory()) folder(path, real, root, depth)
    else if (found.isFile()) {
      if (files.size >= most.files) cut = true
      else if (!files.has(real) || isNamed(path)) files.set(real, { path, real, bytes: found.size, root })
      if (++looked % toldEvery === 0) told(looked)
    } else if (isNamed(path)) unreadable.push({ path, reason: 'it is no ordinary file' })
  }

  const folder = (path: string, real: string, root: string, depth: number): void => {
    if (walked.has(real)) return
    walked.add(real)
    if (depth > most.depth) {
      cut = true
      return
    }
    let names: string[]
    try {
      names = readdirSync(path).sort()
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) })
      return
    }
    for (const name of names) if (!passedOver.test(name)) visit(join(path, name), root, depth + 1)
  }

  for (const root of folders) {
    demandThere(root)
    visit(root, root, 0)
  }
  return { files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), unreadable, cut }
}

/** Whether a file name is descriptive: caches name files by hashes and link to them by name. */
const isNamed = (path: string): boolean => /\.[a-z]\w*$/i.test(basename(path))

function demandThere(folder: string): void {
  try {
    statSync(folder)
  } catch (error) {
    throw new Failure(
      'models.folder',
      `${folder} cannot be looked at (${reasonOf(error)}).`,
      'Name the folder in which the downloaded files are.',
      { folder }
    )
  }
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'it is not there, or a link leads nowhere'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read'
  return code ?? String(error)
}
