/** Compares a whole folder of vectors with what this program computes. */
import { Failure } from '../../app/contract/failure.ts'
import { checkBlock, checkProjections, checkSelfAttention } from './checks/block.ts'
import { checkPatches, checkText, checkTimes } from './checks/ends.ts'
import { checkPass } from './checks/pass.ts'
import { checkSparseCases } from './checks/sparse.ts'
import { rolloutChecks, smaRollout } from './rollouts.ts'
import { notTheTransformers, VectorSet, type Check, type Row } from './set.ts'

const checks: Readonly<Record<string, readonly Check[]>> = {
  V1: [checkPatches],
  V2: [checkTimes],
  V3: [checkText],
  V4: [checkProjections],
  V5: [checkSelfAttention],
  V6: [checkBlock],
  V7: [checkPass],
  V13: [checkSparseCases, smaRollout],
  ...Object.fromEntries(Object.entries(rolloutChecks).map(([id, check]) => [id, [check]]))
}

/** What became of one vector: its rows, or that it belongs to another part. */
export type Outcome =
  { readonly id: string; readonly rows: readonly Row[] } | { readonly id: string; readonly skipped: string }

/**
 * Runs every vector of a folder, one after the other.
 * @throws Failure when the folder is not a sound, complete set, or holds a vector this program does not know.
 */
export async function* compareFolder(folder: string): AsyncGenerator<Outcome> {
  const set = new VectorSet(folder)
  const unknown = set.ids.find((id) => !checks[id] && !notTheTransformers.has(id))
  if (unknown !== undefined)
    throw new Failure(
      'vectors.malformed',
      `The set holds the vector ${unknown}, which is not known here.`,
      'Update this program or leave the vector out.'
    )
  for (const id of set.ids) {
    if (notTheTransformers.has(id)) yield { id, skipped: "not the transformer's" }
    else yield { id, rows: await rowsOf(id, set) }
  }
}

/** Tensors that do not fit the sizes of the set are refused by the graphs as a RangeError: the set's mistake. */
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
