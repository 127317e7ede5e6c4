/** Compares a whole folder of vectors with what this program computes. */
import { Failure } from '../../app/base/failure.ts'
import { checkBank } from './checks/bank.ts'
import { checkBlock, checkProjections, checkSelfAttention } from './checks/block.ts'
import { checkPatches, checkText, checkTimes } from './checks/ends.ts'
import { checkInteractive } from './checks/interactive.ts'
import { checkPass } from './checks/pass.ts'
import { checkTinyDecoder, checkWanDecoder } from './checks/decoders.ts'
import { checkTextEncoder } from './checks/text-encoder.ts'
import { checkTokenizer } from './checks/tokenizer.ts'
import { checkSparseCases } from './checks/sparse.ts'
import { smaRollout } from './checks/sparse-rollout.ts'
import { checkSchedule } from './checks/schedule.ts'
import { checkCleanPasses, checkSingle } from './checks/single.ts'
import { MissingVector, VectorSet, type Check, type Row } from './set.ts'

const single = { policy: 'released', variant: 'single' } as const
const interactive = { policy: 'released', variant: 'interactive' } as const
const recommended = { policy: 'memflow' } as const

const checks: Readonly<Record<string, readonly Check[]>> = {
  V1: [checkPatches],
  V2: [checkTimes],
  V3: [checkText],
  V4: [checkProjections],
  V5: [checkSelfAttention],
  V6: [checkBlock],
  V7: [checkPass],
  V8: [checkSchedule],
  V9: [checkCleanPasses],
  V10: [(id, set) => checkSingle(id, set, single)],
  V11: [(id, set) => checkInteractive(id, set, interactive)],
  // Names of V12's roll-outs begin with the pipeline that made them.
  V12: [(id, set) => checkBank(id, set, (name) => (name.startsWith('single') ? single : interactive))],
  V13: [checkSparseCases, smaRollout],
  V14: [checkWanDecoder],
  V15: [checkTinyDecoder],
  V16: [checkTextEncoder],
  V17: [checkTokenizer],
  R10: [(id, set) => checkSingle(id, set, recommended)],
  R11: [(id, set) => checkInteractive(id, set, recommended)],
  R12: [(id, set) => checkBank(id, set, () => recommended)]
}

/** Result of one vector: its rows, or what was not compared, and why. */
export type Outcome =
  { readonly id: string; readonly rows: readonly Row[] } | { readonly id: string; readonly skipped: string }

/**
 * Compares every vector of a folder, in order; unknown ones are named and skipped.
 * @throws Failure when the folder is not a sound set
 */
export async function* compareFolder(folder: string): AsyncGenerator<Outcome> {
  const set = new VectorSet(folder, new Set(Object.keys(checks)))
  for (const id of set.ids) {
    if (!checks[id]) yield { id, skipped: 'not checked: unknown here' }
    else yield* outcomesOf(id, set)
  }
}

async function* outcomesOf(id: string, set: VectorSet): AsyncGenerator<Outcome> {
  try {
    const rows = await rowsOf(id, set)
    yield { id, rows }
    const compared = new Set(rows.map(({ tensor }) => tensor))
    for (const tensor of set.tensors(id))
      if (tensor.startsWith('out.') && !compared.has(tensor)) yield { id, skipped: `not checked: ${tensor}` }
  } catch (error) {
    if (!(error instanceof MissingVector)) throw error
    yield {
      id,
      skipped:
        error.id === id ? 'not checked: its file is not here' : `not checked: needs ${error.id}, which is not here`
    }
  }
}

/** The graphs throw a RangeError for tensors that do not fit the set's sizes: the set is malformed. */
async function rowsOf(id: string, set: VectorSet): Promise<Row[]> {
  try {
    const rows: Row[] = []
    for (const check of checks[id]!) rows.push(...(await check(id, set)))
    return rows
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Failure(
      'vectors.malformed',
      `The vector ${id} does not fit the set's sizes: ${error.message}.`,
      'Record the set again.'
    )
  }
}
