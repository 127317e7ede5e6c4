/**
 * `npm run -s parity -- FOLDER`: compares this program with a folder of reference vectors, tensor by tensor.
 * Exit code 0: all within tolerance; 1: a tensor differs; 2: the folder cannot be used.
 */
import { resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { compareFolder } from './compare.ts'
import type { Row } from './set.ts'

const columns = [7, 40, 11, 11] as const

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => cell.padEnd(columns[i] ?? 0))
    .join('  ')
    .trimEnd()

/** `exact` counts differing entries; everything else is max|a-b| / max|b|. */
function cellsOf({ id, tensor, tolerance, measured, verdict }: Row): string[] {
  const number = (value: number): string => (tolerance === 'exact' ? String(value) : value.toExponential(1))
  return [id, tensor, tolerance === 'exact' ? 'exact' : number(tolerance), number(measured), verdict]
}

async function main(folder: string): Promise<number> {
  let compared = 0
  let differing = 0
  try {
    let heading = ['id', 'tensor', 'tolerance', 'measured', 'verdict']
    for await (const outcome of compareFolder(folder)) {
      if (heading.length > 0) console.log(line(heading))
      heading = []
      if ('skipped' in outcome) console.log(line([outcome.id, outcome.skipped]))
      else
        for (const row of outcome.rows) {
          console.log(line(cellsOf(row)))
          compared++
          if (row.verdict === 'fail') differing++
        }
    }
  } catch (error) {
    console.error(Failure.from(error).message)
    return 2
  }
  if (compared === 0) {
    console.error('The folder holds nothing that could be compared.')
    return 2
  }
  console.log(`${compared} tensors compared, ${differing === 0 ? 'all within tolerance' : `${differing} differ`}`)
  return differing === 0 ? 0 : 1
}

/** npm starts its scripts in the project's folder; a relative folder is meant from where npm was called. */
const calledFrom = process.env['npm_lifecycle_event'] === 'parity' ? process.env['INIT_CWD'] : undefined
const given = process.argv[2]
// A reader such as `head` may close the pipe early.
process.stdout.on('error', () => process.exit(0))
process.exitCode = await main(given === undefined ? import.meta.dirname : resolve(calledFrom ?? '.', given))
