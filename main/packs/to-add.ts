/** Checks whether folders are packs that can be added. Writes nothing and reads no weights. */
import { lstatSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { filesOf } from '../../engine/pack/files.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { packFile } from '../../engine/pack/pack-file.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { noPack } from './foreign.ts'
import type { PackPlaces } from './places.ts'
import { modelOf, shelfOf, type ShelvedPack } from './shelf.ts'

export interface PackToAdd {
  readonly source: string
  readonly manifest: Manifest
  /** The text of the manifest as it was validated; this text is written. */
  readonly text: string
  readonly model: string
  /** The target folder. */
  readonly folder: string
  /** Without the manifest. */
  readonly files: readonly FileToAdd[]
  readonly bytes: number
  /** Other files in the source, which are not copied. */
  readonly left: readonly string[]
}

export interface FileToAdd {
  readonly file: string
  /** Real path. */
  readonly path: string
  readonly size: number
  /** From the manifest; null when it has none. */
  readonly sha256: string | null
}

/**
 * @throws Failure `pack.*`: faults of the manifest and its files; `foreign` for a model in another format; `added`, `taken`, `twice`
 */
export async function packsToAdd(folders: readonly string[], places: PackPlaces): Promise<readonly PackToAdd[]> {
  const shelf = await shelfOf(places)
  const packs: PackToAdd[] = []
  for (const folder of folders) {
    const pack = await packIn(folder, places.added)
    const other = packs.find(({ model }) => model === pack.model)
    if (other)
      throw new Failure(
        'pack.twice',
        `${other.source} and ${folder} are both called ${pack.model}.`,
        'Name one of them.',
        { model: pack.model }
      )
    await demandNew(pack, shelf)
    packs.push(pack)
  }
  return packs
}

async function packIn(source: string, added: string): Promise<PackToAdd> {
  const text = await manifestOf(source)
  const manifest = parseManifest(text)
  const named = await Promise.all(
    filesOf(manifest).map(async ({ file, sha256, most }) => ({ file, sha256, ...(await packFile(source, file, most)) }))
  )
  const files = [...named, ...(await words(source, new Set(named.map(({ file }) => file))))]
  const taken = new Set(['manifest.json', ...files.map(({ file }) => file)])
  const model = modelOf(manifest)
  return {
    ...{ source, manifest, text, model, files },
    folder: join(added, model),
    bytes: Buffer.byteLength(text) + files.reduce((sum, { size }) => sum + size, 0),
    left: readdirSync(source).filter((name) => !taken.has(name) && !name.startsWith('.'))
  }
}

async function manifestOf(source: string): Promise<string> {
  try {
    return await readManifest(source)
  } catch (error) {
    if (error instanceof Failure && error.code === 'pack.missing') throw noPack(source, error)
    throw error
  }
}

/** Model card and licences, which most licences require to be passed on with the weights. */
const worded = /^(?:readme|licen[cs]e|notice|copying)(?:[ .-][\w .-]{0,80})?$/i
const mostWordBytes = 2 ** 20

async function words(source: string, taken: ReadonlySet<string>): Promise<readonly FileToAdd[]> {
  const names = readdirSync(source).filter((name) => worded.test(name) && !taken.has(name))
  const files = names.map(async (file): Promise<FileToAdd[]> => {
    try {
      return [{ file, sha256: null, ...(await packFile(source, file, mostWordBytes)) }]
    } catch {
      return [] // a folder, or a link elsewhere: listed among the files not copied
    }
  })
  return (await Promise.all(files)).flat()
}

async function demandNew({ model, text, folder }: PackToAdd, shelf: readonly ShelvedPack[]): Promise<void> {
  const known = shelf.find((each) => each.model === model)
  if (known && known.manifest && (await readManifest(known.folder)) === text)
    throw new Failure(
      'pack.added',
      `${model} is here already${known.embedded ? ': it comes with the program' : `, in ${known.folder}`}.`,
      known.embedded
        ? 'Nothing is to be added.'
        : `\`throughline pack verify ${model}\` proves it; if it is damaged, remove it and add it again.`,
      { model }
    )
  if (!known && !lstatSync(folder, { throwIfNoEntry: false })) return
  throw new Failure(
    'pack.taken',
    `Another pack is called ${model} (${known?.folder ?? folder}).`,
    known?.embedded
      ? 'Ask the maker of the new one for another name or revision: films tell models by these.'
      : `Remove that one first (\`throughline pack remove ${basename(known?.folder ?? folder)}\`), or ask the maker of the new one for another revision: films tell models by these.`,
    { folder: known?.folder ?? folder }
  )
}
