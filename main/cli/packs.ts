/** Implements the commands `pack add`, `list`, `verify` and `remove`. */
import { addPacks, dropStaged } from '../packs/add.ts'
import { foundToAdd } from '../packs/found.ts'
import { licencesOf, toAgreeTo } from '../packs/licences.ts'
import { demandRemovable, removePack } from '../packs/remove.ts'
import { packNamed, shelfOf } from '../packs/shelf.ts'
import type { PackToAdd } from '../packs/to-add.ts'
import { verifyPack, type PackProof } from '../packs/verify.ts'
import { confirmed } from './ask.ts'
import { size } from './bytes.ts'
import { bytesProgress } from './bytes-progress.ts'
import type { Context } from './context.ts'
import { addedData, addedText, packData, proofData, proofText, shelfText } from './describe-packs.ts'
import { exitCodes } from './exit.ts'
import { importFound, type ImportOptions } from './import-model.ts'
import { interruptible } from './interrupt.ts'
import { opens } from '../supervisor/opens.ts'
import { supervisorFor } from './studio.ts'

export interface Answered {
  /** Answers every question with yes. */
  readonly yes?: true
}

/** Packs are copied; models as others publish them are converted. */
export async function addFolders(context: Context, folders: readonly string[], options: ImportOptions) {
  const { output, packs: places } = context
  const { use, copy } = options
  const figure = (count: number): string => count.toLocaleString('en')
  const wishes = { ...(use && { use }), ...(copy && { copy }) }
  const found = await foundToAdd(folders, places, wishes, {
    listed: (files) => output.note(`${figure(files)} files found so far …`),
    read: (count, of) => output.note(`${figure(count)} of ${figure(of)} files of weights looked into …`)
  })
  return found.kind === 'files' ? importFound(context, found.files, options) : addCopies(context, found.packs, options)
}

async function addCopies(context: Context, packs: readonly PackToAdd[], { yes }: Answered) {
  const { output, packs: places } = context
  for (const pack of packs) {
    if (!(await allowed(context, pack, yes ?? false))) {
      output.note('Nothing was added.')
      return exitCodes.interrupted
    }
  }
  const stop = new AbortController()
  const total = packs.reduce((sum, { bytes }) => sum + bytes, 0)
  const progress = bytesProgress(process.stderr, output.json, total)
  const work = addPacks(packs, places.added, {
    following: { signal: stop.signal, done: progress.done },
    begun: ({ model }, { file, size: bytes }) => progress.file(`${model}: ${file}`, bytes),
    prove: (folder) =>
      opens(supervisorFor({ ...context, pack: folder, device: 'cpu', precision: 'exact' }), stop.signal)
  })
  try {
    await interruptible(work, { stop: () => stop.abort(), kill: () => dropStaged(packs) })
  } catch (error) {
    if (!stop.signal.aborted) throw error
    progress.end()
    output.note('Stopped. Nothing was added, and nothing is left of it.')
    return exitCodes.interrupted
  } finally {
    progress.end()
  }
  output.result(addedText(packs), addedData(packs))
  return exitCodes.done
}

/** Asks for consent to licences that are not for commercial use, or not stated, before adding. */
function allowed({ output }: Context, { model, manifest }: PackToAdd, yes: boolean): Promise<boolean> {
  const bound = toAgreeTo(licencesOf(manifest))
  if (bound.length === 0) return Promise.resolve(true)
  const terms = bound.map(({ part, said }) => `${part}: ${said ?? 'not stated'}`).join('; ')
  const what = bound.some(({ nonCommercial }) => nonCommercial) ? 'is not for commercial use' : 'states no licence'
  return confirmed(output, `${model} ${what} (${terms}). Add it?`, yes)
}

export async function listPacks({ output, packs: places }: Context): Promise<number> {
  const shelf = await shelfOf(places)
  output.result(shelfText(places.added, shelf), { folder: places.added, packs: shelf.map(packData) })
  return exitCodes.done
}

export async function verifyPacks({ output, packs: places }: Context, name?: string): Promise<number> {
  const shelf = await shelfOf(places)
  const packs = name === undefined ? shelf : [packNamed(name, shelf)]
  const total = packs.reduce((sum, { bytes }) => sum + bytes, 0)
  const progress = bytesProgress(process.stderr, output.json || !process.stderr.isTTY, total)
  const proofs: PackProof[] = []
  try {
    for (const pack of packs) {
      progress.file(pack.model, pack.bytes)
      proofs.push(await verifyPack(pack, { done: progress.done }))
    }
  } finally {
    progress.end()
  }
  output.result(proofText(proofs), proofData(proofs))
  return proofs.every(({ whole }) => whole) ? exitCodes.done : exitCodes.input
}

export async function removeNamed({ output, packs: places }: Context, name: string, { yes }: Answered) {
  const pack = packNamed(name, await shelfOf(places))
  const { model, folder, bytes } = pack
  await demandRemovable(pack)
  const question = `Remove ${model}, ${size(bytes)}, in ${folder}? Films made with it stay; to go on with them it must be added again.`
  if (!(await confirmed(output, question, yes ?? false))) {
    output.note('Nothing was removed.')
    return exitCodes.interrupted
  }
  removePack(pack, places.added)
  output.result(`Removed: ${model}, ${size(bytes)}, from ${folder}`, { removed: { model, folder, bytes } })
  return exitCodes.done
}
