/** *Make everything overnight*: what is asked, and what is told in the morning. */
import * as v from 'valibot'
import { failureSchema } from './engine.ts'
import { few, wholeSchema } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { cardIdSchema } from '../film/schema.ts'

const madeSchema = v.strictObject({ card: cardIdSchema, seconds: v.pipe(v.number(), v.finite(), v.minValue(0)) })
const failedSchema = v.strictObject({ card: cardIdSchema, problem: failureSchema })

/** One night of a film, kept on this machine until it is dismissed. */
export const nightSchema = v.strictObject({
  /** Milliseconds since 1970, UTC; `ended` null: it goes on. */
  began: wholeSchema,
  ended: v.nullable(wholeSchema),
  /** How often the program was started again meanwhile. */
  again: wholeSchema,
  /** In the order in which they were made, with the time that each took. */
  made: few(madeSchema, limits.cards),
  /** Shots that could not be made, with the reasons. */
  failed: few(failedSchema, limits.cards)
})
export type Night = v.InferOutput<typeof nightSchema>

/** Seconds of work for a second of film, as measured here: from the fastest to the slowest of late. */
export interface Pace {
  readonly low: number
  readonly high: number
}
