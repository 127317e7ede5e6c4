/** The one way outside data becomes typed: it is parsed against its schema where it enters. */
import * as v from 'valibot'
import { Failure } from './failure.ts'

/**
 * Parses data with a schema.
 * @param whole name of the data, used where the fault has no path
 * @param refuse makes the failure from the first fault (text with path)
 * @throws Failure the one `refuse` makes
 */
export function parseOr<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
  whole: string,
  refuse: (fault: string, issue: v.BaseIssue<unknown>) => Failure
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  throw refuse(faultOf(issue, whole), issue)
}

const refusals = new WeakMap<object, (value: unknown) => Failure | null>()

/**
 * A check of text that a person wrote. `parseMessage` throws its failure as it is instead of `message.invalid`: the message
 * itself was well-formed.
 * @param words the refusal as part of a sentence about a whole document
 */
export function ofPerson<Value>(refuse: (value: Value) => Failure | null, words: (value: Value) => string) {
  const requirement = (value: Value): boolean => refuse(value) === null
  refusals.set(requirement, refuse as (value: unknown) => Failure | null)
  return v.check(requirement, ({ input }: v.CheckIssue<Value>) => words(input))
}

const refusalOf = ({ requirement, input }: v.BaseIssue<unknown>): Failure | null =>
  (typeof requirement === 'function' && refusals.get(requirement)?.(input)) || null

/**
 * @param from the sender, named in the failure: `the engine`
 * @throws Failure the one of a failed `ofPerson` check; else `message.invalid` with the field and what is wrong with it
 */
export function parseMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
  from: string
): v.InferOutput<Schema> {
  return parseOr(schema, data, 'it', (fault, issue) => {
    const refusal = refusalOf(issue)
    if (refusal) return refusal
    const detail = shortened(fault)
    return new Failure(
      'message.invalid',
      `A message from ${from} was not understood: ${detail}.`,
      'Restart Throughline. If it happens again, the installation is mixed from two versions: install it anew.',
      { detail }
    )
  })
}

/** A schema issue as text, with its path (`cards[3].prompt is 2,001 characters long …`). */
function faultOf(issue: v.BaseIssue<unknown>, whole: string): string {
  let path = ''
  for (const { key } of issue.path ?? [])
    path += typeof key === 'number' ? `[${key}]` : path === '' ? String(key) : `.${String(key)}`
  const sentence = issue.kind !== 'schema' && /^(is|has|holds|must|names|shows) /.test(issue.message)
  return `${path || whole}${sentence ? ' ' : ': '}${issue.message}`
}

/** An issue quotes the data, which may be of any size. */
const shortened = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200)}…`)
