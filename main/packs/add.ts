/** Copies packs into the folder of added packs. Each is hashed while copied and tried in an engine before it gets its name. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { copyHashed } from '../../engine/files/copied.ts'
import { dropPartial, makeDurable } from '../../engine/files/partial.ts'
import { Unreadable } from '../../engine/files/read-within.ts'
import { sha256, type Following } from '../../engine/files/sha256.ts'
import { unreadable } from '../../engine/pack/pack-file.ts'
import { otherFile } from '../../engine/pack/weights-file.ts'
import { writeRecord, type RecordedFile } from './record.ts'
import { demandSpace, nameStaged, openShelf, shelfFailure, stagedAs } from './staging.ts'
import type { FileToAdd, PackToAdd } from './to-add.ts'

export interface Adding {
  readonly following: Following & { readonly signal: AbortSignal }
  /** Called when a file is begun. */
  readonly begun: (pack: PackToAdd, file: FileToAdd) => void
  /** Opens a copied pack in an engine before it gets its name. @throws Failure when that fails */
  readonly prove: (folder: string) => Promise<unknown>
}

/**
 * @param added the folder of added packs
 * @throws Failure `pack.hash`, `pack.unreadable`, `pack.taken` (by another process, meanwhile), `disk.full`, `disk.failed`, and
 *   failures of `prove`; when aborted, the signal's reason
 */
export async function addPacks(packs: readonly PackToAdd[], added: string, adding: Adding): Promise<void> {
  const { signal } = adding.following
  try {
    openShelf(added)
    demandSpace(
      added,
      packs.reduce((sum, { bytes }) => sum + bytes, 0)
    )
    for (const pack of packs) await copyPack(pack, adding)
    for (const { folder } of packs) {
      await adding.prove(stagedAs(folder))
      signal.throwIfAborted()
    }
    for (const { folder, model } of packs)
      if (!nameStaged(stagedAs(folder), folder))
        throw new Failure(
          'pack.taken',
          `${folder} was made meanwhile.`,
          `See what it is with \`throughline pack list\`; ${model} was not added.`,
          { folder }
        )
  } catch (error) {
    dropStaged(packs)
    signal.throwIfAborted()
    throw shelfFailure(error, added)
  }
}

/** Deletes everything copied so far. */
export function dropStaged(packs: readonly Pick<PackToAdd, 'folder'>[]): void {
  for (const { folder } of packs) dropPartial(stagedAs(folder))
}

async function copyPack(pack: PackToAdd, { following, begun }: Adding): Promise<void> {
  const staged = stagedAs(pack.folder)
  mkdirSync(staged)
  const files: RecordedFile[] = [
    { file: 'manifest.json', bytes: Buffer.byteLength(pack.text), sha256: sha256(pack.text) }
  ]
  writeFileSync(join(staged, 'manifest.json'), pack.text, { flag: 'wx' })
  makeDurable(join(staged, 'manifest.json'))
  for (const each of pack.files) {
    begun(pack, each)
    const { file, size } = each
    const before = files.find((other) => other.file === file) // named twice; the hashes may differ
    const found = before?.sha256 ?? (await copied(pack, each, join(staged, file), following))
    if (each.sha256 !== null && found !== each.sha256) throw otherFile({ file, sha256: each.sha256 }, found)
    if (!before) files.push({ file, bytes: size, sha256: found })
  }
  await writeRecord(staged, files)
}

async function copied({ source }: PackToAdd, { file, path, size }: FileToAdd, target: string, following: Following) {
  try {
    return await copyHashed(path, size, target, following)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw unreadable(file, source, error.code)
  }
}
