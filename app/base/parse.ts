/** The one way data from outside becomes typed: parsed against its schema where it crosses a border. */
import * as v from 'valibot'
import { Failure } from './failure.ts'

/**
 * What a schema makes of data.
 * @param whole what the data is called where the fault has no path of its own
 * @param refuse makes the refusal from the first fault, in words and with its path
 * @throws Failure what `refuse` gives
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
 * A check of what a person wrote. What it refuses is told to that person in whatever message it comes: two parts of the
 * program understood each other well.
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
 * @param from who sent it, for the message: `the engine`
 * @throws Failure what a check `ofPerson` refuses; else `message.invalid`, naming the field and what is wrong with it
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

/** An issue in words, with its path (`cards[3].prompt is 2,001 characters long …`). */
function faultOf(issue: v.BaseIssue<unknown>, whole: string): string {
  let path = ''
  for (const { key } of issue.path ?? [])
    path += typeof key === 'number' ? `[${key}]` : path === '' ? String(key) : `.${String(key)}`
  const sentence = issue.kind !== 'schema' && /^(is|has|holds|must|names|shows) /.test(issue.message)
  return `${path || whole}${sentence ? ' ' : ': '}${issue.message}`
}

/** A complaint quotes what was sent, which may be of any size. */
const shortened = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200)}…`)
