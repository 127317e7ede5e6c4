/** Fields that messages of the engine's lines have in common. */
import * as v from 'valibot'

export const wholeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
/** What main calls the work it gave to the engine. */
export const jobSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
