/** Words of a prompt that are not in the model's training vocabulary. Pure. */
import type { Vocabulary } from '../../app/contract/prompt.ts'

/** Function words, which show nothing themselves. */
const joining = new Set(
  (
    'a an the this that these those and or but as at by for from in into of off on onto out over past through to ' +
    'toward towards under up down with without across along around behind beside between near is are was were be been ' +
    'being has have had do does it its he she they them his her him their one who which there here then now while ' +
    'when where again also too very so same some'
  ).split(' ')
)

/** A word and its possible base forms: `cats`, `dancing`, `stopped`, `hopping`. */
function forms(word: string): readonly string[] {
  const [, stem = ''] = /^(.{3,}?)(?:es|s|ed|ing)$/.exec(word) ?? []
  const single = /(.)\1$/.test(stem) ? [stem.slice(0, -1)] : []
  return [
    word,
    ...(stem === '' ? [] : [stem, `${stem}e`, `${stem}s`, `${stem}es`, ...single, ...single.map((each) => `${each}s`)])
  ]
}

/**
 * @param prompt as the model reads it
 * @returns each unknown word once, in prompt order; none where the pack does not list its words
 */
export function untaught(prompt: string, { words }: Vocabulary): readonly string[] {
  if (!words) return []
  const taught = new Set(words)
  const said = prompt.toLowerCase().match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? []
  return [...new Set(said)].filter((word) => {
    const bare = word.replace(/['’]s$/, '')
    return !joining.has(bare) && !forms(bare).some((form) => taught.has(form))
  })
}
