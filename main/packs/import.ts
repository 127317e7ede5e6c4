/** Makes a pack of published files in the folder of added packs: whole, or not at all. */
import { lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial, makeDurable } from '../../engine/files/partial.ts'
import { readWithin } from '../../engine/files/read-within.ts'
import { sha256, type Following } from '../../engine/files/sha256.ts'
import { fileNames, type PackedPart } from '../../engine/models/manifest-of.ts'
import { openMerger } from '../../engine/models/merge.ts'
import type { ImportPlan } from '../../engine/models/plan.ts'
import { writeHalves, type Merging } from '../../engine/models/write-weights.ts'
import { loadPack } from '../../engine/pack/pack.ts'
import { writeRecord, type RecordedFile } from './record.ts'
import type { ShelvedPack } from './shelf.ts'
import { demandSpace, nameStaged, openShelf, shelfFailure, stagedAs } from './staging.ts'

export interface Importing {
  readonly following: Following & { readonly signal: AbortSignal }
  /** Called when a file is begun. */
  readonly begun: (file: string, bytes: number) => void
  /** For merging; 0: one a physical core. */
  readonly threads: number
}

/** The folder of the pack that is made. */
export const folderOf = ({ model }: ImportPlan, added: string): string => join(added, model)

/** @throws Failure `pack.added` when the same files were added as the same model before, `pack.taken` */
export function demandFree(plan: ImportPlan, added: string, shelf: readonly ShelvedPack[]): void {
  const { model } = plan
  const known = shelf.find((each) => each.model === model)
  if (known)
    throw new Failure(
      'pack.added',
      `${model} is here already, in ${known.folder}: these files were added before.`,
      `\`throughline pack verify ${model}\` proves it; if it is damaged, remove it and add it again.`,
      { model }
    )
  const folder = folderOf(plan, added)
  if (lstatSync(folder, { throwIfNoEntry: false }))
    throw new Failure('pack.taken', `${folder} is there already.`, 'Move it elsewhere, and add the files again.', {
      folder
    })
}

/**
 * Converts the files of a plan into a pack, and names it once the engine found in it what it needs.
 * @param added the folder of added packs
 * @throws Failure `disk.*`, `pack.taken`, `weights.*` (files that changed or are no numbers), `runtime.*`; when aborted, the
 *   signal's reason. Nothing of the pack is left then
 */
export async function importModel(plan: ImportPlan, added: string, importing: Importing): Promise<void> {
  const { signal } = importing.following
  const folder = folderOf(plan, added)
  const staged = stagedAs(folder)
  try {
    openShelf(added)
    demandSpace(added, plan.bytes)
    mkdirSync(staged)
    await writePack(plan, staged, importing)
    await loadPack(staged, 'tables')
    signal.throwIfAborted()
    if (!nameStaged(staged, folder))
      throw new Failure('pack.taken', `${folder} was made meanwhile.`, 'See what it is with `throughline pack list`.', {
        folder
      })
  } catch (error) {
    dropPartial(staged)
    signal.throwIfAborted()
    throw shelfFailure(error, added)
  }
}

async function writePack(plan: ImportPlan, staged: string, importing: Importing): Promise<void> {
  const files = await writtenWeights(plan, staged, importing)
  const put = (file: string, content: Uint8Array): void => {
    writeFileSync(join(staged, file), content, { flag: 'wx' })
    makeDurable(join(staged, file))
    files.push({ file, bytes: content.length, sha256: sha256(content) })
  }
  put(fileNames.tokenizer, plan.tokenizer)
  for (const [file, content] of licenceFiles(plan)) put(file, content)
  const hashOf = (file: string): string => files.find((each) => each.file === file)?.sha256 ?? ''
  const hashes = Object.fromEntries(Object.entries(fileNames).map(([part, file]) => [part, hashOf(file)]))
  put('manifest.json', Buffer.from(plan.manifest(hashes as Record<PackedPart, string>)))
  await writeRecord(staged, files)
}

async function writtenWeights(
  { weights, loras }: ImportPlan,
  staged: string,
  importing: Importing
): Promise<RecordedFile[]> {
  const { following, begun, threads } = importing
  const merger = loras.length > 0 ? await openMerger(loras, threads) : null
  const files: RecordedFile[] = []
  try {
    for (const { part, file, tensors, bytes } of weights) {
      begun(file, bytes)
      const merging: Merging | null = merger && part === 'generator' ? { loras, merger } : null
      files.push({ file, bytes, sha256: await writeHalves(join(staged, file), tensors, merging, following) })
    }
  } finally {
    await merger?.release()
  }
  return files
}

const mostLicenceBytes = 2 ** 20

/** The files that state the licences, which most licences require to be passed on: `LICENSE-generator.md`. */
function licenceFiles({ sources }: ImportPlan): readonly (readonly [string, Uint8Array])[] {
  const taken = new Set<string>()
  return sources.flatMap(({ part, licence }) => {
    if (!licence || taken.has(licence.from)) return []
    taken.add(licence.from)
    const extension = /^\.\w{1,8}$/.test(extname(licence.from)) ? extname(licence.from) : ''
    return [
      [
        `LICENSE-${part}${taken.size > 1 ? `-${taken.size}` : ''}${extension}`,
        readWithin(licence.from, mostLicenceBytes)
      ]
    ]
  })
}
