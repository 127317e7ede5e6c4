/** What a kept file holds in tests. */
import * as v from 'valibot'

export const numbered = v.object({ number: v.number(), filling: v.string() })
