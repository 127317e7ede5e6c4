/** Conforms pictures to the frame rate of an editing program by repeating or dropping whole pictures, without blending. */
import { cut, type EditFrame, type EditRate } from '../../app/exchange/handoff/rate.ts'
import { displayFrame } from '../../app/time.ts'

/**
 * @param fps of `frames`
 * @param length frames to produce; beyond the end of `frames` the last one is repeated
 */
export async function* conformed(
  frames: AsyncIterable<Uint8Array>,
  fps: number,
  rate: EditRate,
  length: EditFrame
): AsyncIterable<Uint8Array> {
  let given = 0
  let taken = 0
  let last: Uint8Array | undefined
  for await (const frame of frames) {
    last = frame
    taken += 1
    for (const end = cut(displayFrame(taken), { fps }, rate); given < end; given += 1) yield frame
  }
  for (; last !== undefined && given < length; given += 1) yield last
}
