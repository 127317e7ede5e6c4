/** The text of a file that was dropped on the window. */
import { Failure } from '../../app/base/failure.ts'
import { decodeText, type DecodedText } from '../../app/exchange/decode-text.ts'
import { limits } from '../../app/base/limits.ts'

/** @throws Failure `text.huge`, `text.unread` */
export async function readDropped(file: File): Promise<DecodedText> {
  if (file.size > limits.clipboard)
    throw new Failure('text.huge', 'This text is too long to be shots.', 'Copy a part of it.')
  const decoded = decodeText(new Uint8Array(await file.arrayBuffer()))
  if (decoded) return decoded
  throw new Failure(
    'text.unread',
    'This is no text, or not in UTF-8, UTF-16 or Windows-1252.',
    'Save it as plain text (UTF-8) and drop it again.'
  )
}
