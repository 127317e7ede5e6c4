/** Removes characters that a film must not contain from a script: XML and JSON can encode any character. */
import { limits } from '../../base/limits.ts'
import { beginning, cleanText } from '../../base/text.ts'
import type { Leftovers, Script } from './script.ts'

/** Removed characters are counted. */
export function cleanScript({ title, scenes, shots }: Script, left: Leftovers): Script {
  const clean = (text: string, lines: boolean): string => {
    const { text: kept, turns, controls } = cleanText(text, { lines })
    if (turns + controls > 0) left.add('hidden', null, '', turns + controls)
    return kept.trim()
  }
  return {
    title: beginning(clean(title, false), limits.title),
    scenes: scenes.map(({ heading, number }) => ({ heading: clean(heading, false), number: clean(number, false) })),
    shots: shots.map((shot) => ({
      ...shot,
      ...{ shot: clean(shot.shot, false), title: clean(shot.title, false), action: clean(shot.action, true) },
      ...{ dialogue: clean(shot.dialogue, true), notes: clean(shot.notes, true) },
      language: {
        ...shot.language,
        ...{ lens: clean(shot.language.lens, false), place: clean(shot.language.place, false) }
      }
    }))
  }
}
