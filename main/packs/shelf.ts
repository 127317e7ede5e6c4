/** Lists the installed packs: the embedded one, then the added ones by name. Hashes nothing. */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { filesOf } from '../../engine/pack/files.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { missingFile } from '../../engine/pack/pack-file.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import type { PackPlaces } from './places.ts'

export interface ShelvedPack {
  /** `id@revision`; the folder's name when the manifest is unusable. */
  readonly model: string
  readonly folder: string
  readonly embedded: boolean
  readonly manifest: Manifest | null
  /** Why it cannot be used: a fault of the manifest, or a missing file. */
  readonly problem: Failure | null
  /** Total size of the manifest and its existing files. */
  readonly bytes: number
}

/** @throws Failure `pack.shelf` when the folder of added packs exists but cannot be read */
export async function shelfOf({ embedded, added }: PackPlaces): Promise<readonly ShelvedPack[]> {
  const folders = foldersIn(added).map((name) => join(added, name))
  const packs = await Promise.all([shelved(embedded, true), ...folders.map((folder) => shelved(folder, false))])
  const [own, ...others] = packs
  return [own!, ...others.sort((a, b) => (a.model < b.model ? -1 : 1))]
}

/** Reads one pack's entry from its folder. */
async function shelved(folder: string, embedded: boolean): Promise<ShelvedPack> {
  try {
    const manifest = parseManifest(await readManifest(folder))
    const files = ['manifest.json', ...filesOf(manifest).map(({ file }) => file)]
    const sizes = files.map((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size)
    const absent = files.find((_, at) => sizes[at] === undefined)
    const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    const problem = absent === undefined ? null : missingFile(folder, absent)
    return { model: modelOf(manifest), folder, embedded, manifest, problem, bytes }
  } catch (error) {
    const problem = Failure.from(error)
    return { model: basename(folder), folder, embedded, manifest: null, problem, bytes: 0 }
  }
}

/** The name of the model in takes. */
export const modelOf = ({ id, revision }: Manifest): string => `${id}@${revision}`

/** Finds a pack by `id@revision`, by an `id` with only one revision, or by folder name. */
export function packNamed(name: string, shelf: readonly ShelvedPack[]): ShelvedPack {
  const meant = [
    shelf.filter(({ model }) => model === name),
    shelf.filter(({ manifest }) => manifest?.id === name),
    shelf.filter(({ folder, embedded }) => !embedded && basename(folder) === name)
  ].find((found) => found.length > 0)
  if (meant?.length === 1) return meant[0]!
  const names = (packs: readonly ShelvedPack[]): string => packs.map(({ model }) => model).join(', ')
  if (meant)
    throw new Failure(
      'pack.ambiguous',
      `Several packs are called ${name}: ${meant.map(({ model, folder }) => `${model} (${folder})`).join(', ')}.`,
      'Name one with its revision, id@revision.'
    )
  throw new Failure(
    'pack.unknown',
    `No pack is called ${name}.`,
    `There are: ${names(shelf)}. \`throughline pack add FOLDER\` adds another.`,
    { model: name }
  )
}

/**
 * The folder of a pack, given a folder or a name. A name with a slash, or a folder with a manifest, is taken as a path.
 * @throws Failure `pack.unknown`, `pack.ambiguous`
 */
export async function packFolder(said: string, places: PackPlaces): Promise<string> {
  if (/[/\\]/.test(said) || existsSync(join(said, 'manifest.json'))) return said
  return packNamed(said, await shelfOf(places)).folder
}

/** Folders and links to folders, without hidden ones: those are being added or removed. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.') && mayBeFolder(join(folder, name)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new Failure(
      'pack.shelf',
      `The folder of added packs, ${folder}, cannot be read (${code ?? String(error)}).`,
      'Check who may read it, or name another in THROUGHLINE_PACKS.',
      { folder, detail: code ?? String(error) }
    )
  }
}

/** An entry that `stat` cannot read counts as a folder, so that it is listed with its error. */
function mayBeFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return true
  }
}

/** Whether a pack is a link to a folder elsewhere. */
export const isLink = ({ folder }: ShelvedPack): boolean => lstatSync(folder).isSymbolicLink()
