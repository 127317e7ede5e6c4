/**
 * A chunk's pictures in one response: a 32-bit count, that many 32-bit lengths (little-endian), then the JPEG files one
 * after another. One request instead of twelve; the renderer decodes each directly from its slice.
 */
import { Failure } from '../base/failure.ts'

/** Writes the frames of one chunk, in display order. */
export function packFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = 4 + 4 * frames.length
  const bundle = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, head))
  const view = new DataView(bundle.buffer)
  view.setUint32(0, frames.length, true)
  let at = head
  frames.forEach((frame, index) => {
    view.setUint32(4 + 4 * index, frame.length, true)
    bundle.set(frame, at)
    at += frame.length
  })
  return bundle
}

/** Reads it without copying. @throws Failure `frames.damaged` when the lengths do not add up. */
export function unpackFrames(bundle: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  const count = bundle.length < 4 ? 0 : view.getUint32(0, true)
  const head = 4 + 4 * count
  if (bundle.length < head) throw damaged()
  const frames: Uint8Array<ArrayBuffer>[] = []
  let at = head
  for (let index = 0; index < count; index++) {
    const length = view.getUint32(4 + 4 * index, true)
    frames.push(bundle.subarray(at, at + length))
    at += length
  }
  if (at !== bundle.length) throw damaged()
  return frames
}

const damaged = (): Failure =>
  new Failure(
    'frames.damaged',
    'The pictures of this second could not be read.',
    'Make the shot again, or reopen the film.'
  )
