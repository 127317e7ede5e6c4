/** Small films for the kill tests: real projects, made by the real command line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { activeUse } from '../../../app/film/film.ts'
import { Project } from '../../../main/project/project.ts'
import { throughline, type Ended } from '../../main/kit/throughline.ts'

/** A temporary folder; `dispose` deletes it. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  return {
    at: (name: string) => join(folder, name),
    dispose: () => rmSync(folder, { recursive: true, force: true })
  }
}

const prompts = [
  'A purple cat walks to the right in a meadow.',
  'A dinosaur strolls left in the snow at night.',
  'The cat is dancing in a meadow.',
  'The cat jumps up and down and an owl enters from the left in a meadow.'
]

/** A shot list of `cards` cards of `seconds` s (chunks of the storybook pack), each with its own locked seed. */
export function writeShots(path: string, cards: number, seconds: number): string {
  const blocks = Array.from(
    { length: cards },
    (_, i) => `## Card ${i + 1} (${seconds} s, seed ${i + 11})\n${prompts[i % prompts.length]}\n`
  )
  writeFileSync(path, `# Short\n\n${blocks.join('\n')}`)
  return path
}

/** Runs a command, which must succeed. */
export async function done(args: readonly string[]): Promise<Ended> {
  const ended = await throughline(args)
  if (ended.code !== 0) throw new Error(`throughline ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`)
  return ended
}

/** For every chunk on the timeline, card by card: the hashes of its latents and of the memory before and after. */
export function bitsOf(path: string): string[][] {
  const project = Project.open(path, { readOnly: true })
  try {
    return project.film.cards.map((card) => {
      const use = activeUse(card)
      const chunks = use ? project.chunksOf(use.take) : []
      return chunks.map(({ index, latents, before, after }) => `${index} ${latents} ${before} ${after}`)
    })
  } finally {
    project.close()
  }
}
