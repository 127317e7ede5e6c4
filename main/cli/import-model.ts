/** `pack add` of models as others publish them: told, agreed to, converted. */
import type { Copy } from '../../engine/models/copies.ts'
import type { FamilyName } from '../../engine/models/families.ts'
import type { Inspection } from '../../engine/models/inspect.ts'
import { usualCanvas, type Canvas } from '../../engine/models/manifest-of.ts'
import { partFacts } from '../../engine/models/parts.ts'
import { planImport, type ImportPlan } from '../../engine/models/plan.ts'
import { dropStaged } from '../packs/add.ts'
import { demandFree, folderOf, importModel } from '../packs/import.ts'
import { shelfOf } from '../packs/shelf.ts'
import { demandSpace } from '../packs/staging.ts'
import { confirmed } from './ask.ts'
import { bytesProgress } from './bytes-progress.ts'
import type { Context } from './context.ts'
import { importData, importedText, planText } from './describe-import.ts'
import { exitCodes } from './exit.ts'
import { interruptible } from './interrupt.ts'

export interface ImportOptions {
  readonly as?: FamilyName
  readonly canvas?: Canvas
  readonly use?: readonly string[]
  readonly copy?: Copy
  /** False with `--no-lora`. */
  readonly lora?: boolean
  readonly id?: string
  /** Tells what would be made, and ends. */
  readonly plan?: true
  readonly yes?: true
}

/** @returns the exit code. @throws Failure of `planImport` and `importModel` */
export async function importFound(context: Context, found: Inspection, options: ImportOptions): Promise<number> {
  const { output, packs: places } = context
  const { as = null, canvas = usualCanvas, lora = true, id = null, use = [] } = options
  const plan = planImport(found, { family: as, canvas, lora, id, use })
  demandFree(plan, places.added, await shelfOf(places))
  if (options.plan) {
    output.result(planText(plan, places.added), importData(plan, null))
    return exitCodes.done
  }
  demandSpace(places.added, plan.bytes)
  output.note(planText(plan, places.added))
  if (!(await allowed(context, plan, options.yes ?? false))) {
    output.note('Nothing was added.')
    return exitCodes.interrupted
  }
  if (!(await convert(context, plan))) return exitCodes.interrupted
  const folder = folderOf(plan, places.added)
  output.result(importedText(plan, folder), importData(plan, folder))
  return exitCodes.done
}

/** Asks for consent where a licence is not for commercial use, or none is stated. */
function allowed({ output }: Context, { model, sources }: ImportPlan, yes: boolean): Promise<boolean> {
  const bound = sources.flatMap(({ part, licence }) => {
    if (licence && !licence.nonCommercial) return []
    return [`${partFacts[part].name}: ${licence ? `${licence.name}, not for commercial use` : 'no licence is stated'}`]
  })
  if (bound.length === 0) return Promise.resolve(true)
  return confirmed(output, `Whether ${model} may be used is for you to know (${bound.join('; ')}). Add it?`, yes)
}

/** @returns false when it was stopped */
async function convert({ output, packs: places, threads }: Context, plan: ImportPlan): Promise<boolean> {
  const stop = new AbortController()
  const progress = bytesProgress(process.stderr, output.json, plan.bytes)
  const work = importModel(plan, places.added, {
    following: { signal: stop.signal, done: progress.done },
    begun: (file, bytes) => progress.file(`${plan.model}: ${file}`, bytes),
    threads
  })
  const kill = (): void => dropStaged([{ folder: folderOf(plan, places.added) }])
  try {
    await interruptible(work, { stop: () => stop.abort(), kill })
    return true
  } catch (error) {
    if (!stop.signal.aborted) throw error
    progress.end()
    output.note('Stopped. Nothing was added, and nothing is left of it.')
    return false
  } finally {
    progress.end()
  }
}
