/** Rows of a project file are untrusted input: each is parsed when it is read. */
import * as v from 'valibot'
import { hashPattern } from '../../app/base/fields.ts'
import { parseOr } from '../../app/base/parse.ts'
import { damaged } from './failures.ts'

export const hashColumn = v.pipe(v.string(), v.regex(hashPattern, 'not a SHA-256'))
export const wholeColumn = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A counter that is incremented. Limited so that the next values are still safe integers. */
export const countedColumn = v.pipe(wholeColumn, v.maxValue(2 ** 52))
export const blobColumn = v.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength > 0,
  'no bytes'
)

/** @throws Failure `project.damaged` with table, column and fault */
export function parseRow<Schema extends v.GenericSchema>(
  schema: Schema,
  row: unknown,
  table: string,
  path: string
): v.InferOutput<Schema> {
  return parseOr(schema, row, 'row', (fault) => damaged(path, `table ${table}, ${fault}`))
}

/** A JSON column: text in, parsed value out. */
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
