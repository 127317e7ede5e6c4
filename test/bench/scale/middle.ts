/** A model of 144 million parameters through the whole, by the command line: added, made, killed, gone on with, made again, exported. */
import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { makeLargeFilm } from '../../main/kit/large-film.ts'
import type { Figure } from '../figure.ts'

const size = { dim: 768, layers: 12, ffn: 4480 }

/** @throws Error when the film that was killed is another than the undisturbed one */
export async function middleFigures(folder: string, say: (text: string) => void): Promise<Figure[]> {
  const here = join(folder, 'middle')
  mkdirSync(here)
  const took = new Map<string, number>()
  const film = await makeLargeFilm(
    (file) => join(here, file),
    size,
    '256x144',
    (step, seconds) => {
      took.set(step, seconds)
      say(`  ${step}: ${seconds.toFixed(1)} s`)
    }
  )
  if (JSON.stringify(film.resumed) !== JSON.stringify(film.undisturbed))
    throw new Error('The film that was killed and gone on with is another than the undisturbed one')
  say(`It was killed with ${film.killedAt} of 5 chunks, and became the same.`)
  const baseline = { name: 'made, undisturbed', value: took.get('made, undisturbed')! }
  return [...took].map(([step, value]) => ({ name: `dim 768, 12 layers: ${step}`, value, unit: 's', baseline }))
}
