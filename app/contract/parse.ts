/** The one way a message becomes typed: parsed against its schema where it crosses a border. */
import * as v from 'valibot'
import { Failure } from './failure.ts'

/**
 * @param from who sent it, for the message: `the engine`
 * @throws Failure `message.invalid`, naming the field and what is wrong with it
 */
export function parseMessage<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
  from: string
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, data)
  if (result.success) return result.output
  const issue = result.issues[0]
  const where = v.getDotPath(issue)
  const detail = `${where ? `${where}: ` : ''}${shortened(issue.message)}`
  throw new Failure(
    'message.invalid',
    `A message from ${from} was not understood: ${detail}.`,
    'Restart Throughline. If it happens again, the installation is mixed from two versions: install it anew.',
    { detail }
  )
}

/** A complaint quotes what was sent, which may be of any size. */
const shortened = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200)}…`)
