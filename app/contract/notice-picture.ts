/** A picture for system notices, as plain pixels: nothing is left to decode. */
import * as v from 'valibot'
import { bytesSchema } from '../base/fields.ts'

/** Longer side, in pixels. */
export const noticeSide = 256

const side = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(noticeSide))
/** `pixels`: red, green, blue, opacity of each, row by row. */
export const noticePictureSchema = v.pipe(
  v.strictObject({ width: side, height: side, pixels: bytesSchema }),
  v.check(({ width, height, pixels }) => pixels.length === width * height * 4, 'four bytes a pixel')
)
export type NoticePicture = v.InferOutput<typeof noticePictureSchema>
