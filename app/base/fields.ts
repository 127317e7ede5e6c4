/** Fields that messages, records and documents have in common. */
import * as v from 'valibot'

export const wholeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** SHA-256 in hex, lower case. */
export const hashPattern = /^[0-9a-f]{64}$/
export const hashSchema = v.pipe(v.string(), v.regex(hashPattern, 'a SHA-256 in hex'))
/** A list with a maximum length, checked before its items: validating millions of items would take minutes. */
export const few = <T>(item: v.GenericSchema<unknown, T>, most: number, least = 0) =>
  v.pipe(v.array(v.unknown()), v.maxLength(most), v.minLength(least), v.array(item))
export const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
/** Id of a job that main gave to the engine. */
export const jobSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
