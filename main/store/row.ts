/** A row of a project file is input from a stranger: parsed where it enters. */
import * as v from 'valibot'
import { hashPattern } from '../../app/base/fields.ts'
import { parseOr } from '../../app/base/parse.ts'
import { damaged } from './failures.ts'

export const hashColumn = v.pipe(v.string(), v.regex(hashPattern, 'not a SHA-256'))
export const wholeColumn = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A number that the next change or row counts on from: at the end of its range, what is written next could not be read again. */
export const countedColumn = v.pipe(wholeColumn, v.maxValue(2 ** 52))
export const blobColumn = v.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength > 0,
  'no bytes'
)

/** @throws Failure `project.damaged`, naming the table, the column and what is wrong */
export function parseRow<Schema extends v.GenericSchema>(
  schema: Schema,
  row: unknown,
  table: string,
  path: string
): v.InferOutput<Schema> {
  return parseOr(schema, row, 'row', (fault) => damaged(path, `table ${table}, ${fault}`))
}

/** A column that holds JSON: text in, parsed value out. */
export const jsonColumn = v.pipe(
  v.string(),
  v.rawTransform<string, unknown>(({ dataset, addIssue, NEVER }) => {
    try {
      return JSON.parse(dataset.value) as unknown
    } catch {
      addIssue({ message: 'not JSON' })
      return NEVER
    }
  })
)
