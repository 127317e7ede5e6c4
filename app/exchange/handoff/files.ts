/** The texts of a hand-off: one cut list in every form that editing programs read. */
import { cutCues } from '../cues.ts'
import { printSrt } from '../srt.ts'
import { printVtt } from '../vtt.ts'
import { printCsv } from './csv.ts'
import type { CutList } from './cut-list.ts'
import { printEdls } from './edl.ts'
import { printOtio } from './otio.ts'

export interface HandoffFile {
  readonly name: string
  readonly text: string
}

/** @param name what the files are called, without extension. There are no subtitles when nobody speaks. */
export function handoffFiles(list: CutList, name: string): readonly HandoffFile[] {
  const cues = cutCues(list)
  const edls = printEdls(list)
  return [
    { name: `${name}.otio`, text: printOtio(list) },
    ...edls.map((text, index) => ({ name: `${name}${edls.length === 1 ? '' : ` ${index + 1}`}.edl`, text })),
    { name: `${name}.csv`, text: printCsv(list) },
    ...(cues.length === 0
      ? []
      : [
          { name: `${name}.srt`, text: printSrt(cues) },
          { name: `${name}.vtt`, text: printVtt(cues) }
        ])
  ]
}
