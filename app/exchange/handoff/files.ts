/** The text files of a hand-off: one cut list in every format that editing programs read. */
import { cutCues } from '../cues.ts'
import { printSrt } from '../srt.ts'
import { printVtt } from '../vtt.ts'
import { printCsv } from './csv.ts'
import type { PictureSize } from '../delivery.ts'
import type { CutList } from './cut-list.ts'
import { printEdls } from './edl.ts'
import { printFcpxml } from './fcpxml.ts'
import { printOtio } from './otio.ts'
import { printXmeml } from './xmeml.ts'

export interface HandoffFile {
  readonly name: string
  readonly text: string
}

/**
 * Subtitles are left out when nobody speaks.
 * @param name base name of the files @param size of the take files
 */
export function handoffFiles(list: CutList, name: string, size: PictureSize): readonly HandoffFile[] {
  const cues = cutCues(list)
  const edls = printEdls(list)
  return [
    { name: `${name}.otio`, text: printOtio(list) },
    { name: `${name}.fcpxml`, text: printFcpxml(list, size) },
    { name: `${name}.xml`, text: printXmeml(list, size) },
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
