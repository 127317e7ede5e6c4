/** Reads a cut that was edited in another program, by its extension. Pure; reads all of it at once. */
import type { Timebase } from '../../time.ts'
import type { CutKind, EditedCut } from './edited-cut.ts'
import { readEdl } from './read-edl.ts'
import { readOtio } from './read-otio.ts'

/** Extensions of supported files. */
export const cutExtensions: readonly CutKind[] = ['otio', 'edl']

const kindOf = (name: string): CutKind | undefined =>
  cutExtensions.find((extension) => name.toLowerCase().endsWith(`.${extension}`))

/** Whether a file of this name is an edited cut. */
export const isCutName = (name: string): boolean => kindOf(name) !== undefined

/**
 * @param rate frames in a second of an EDL; absent: chosen
 * @throws Failure `cut.*`
 */
export function readCut(
  { name, text }: { readonly name: string; readonly text: string },
  base: Timebase,
  rate?: number
): EditedCut {
  const source = text.replace(/^\uFEFF/, '')
  return kindOf(name) === 'edl' ? readEdl(source, base, rate) : readOtio(source)
}
