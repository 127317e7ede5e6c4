/** Shot lists as a pack of 12 frames a second reads them. */
import { parseShotList } from '../../../../app/exchange/parse-shots.ts'
import type { Film } from '../../../../app/film/film.ts'
import { parseFilm } from '../../../../app/film/schema.ts'

export const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
export const wan = { fps: 16, framesPerLatent: 4, latentsPerChunk: 3 }
export const idOf = (index: number) => `card-${index}`
export const parse = (text: string) => parseShotList(text, base, idOf)
export const film = (text: string): Film => {
  const { film: read, faults } = parse(text)
  if (read === null) throw new Error(faults.map(({ failure }) => failure.cause).join('\n'))
  return parseFilm(read)
}
export const faults = (text: string) => parse(text).faults.map(({ line, failure }) => `${line} ${failure.code}`)

export const purple = `# The purple cat
seed: 7
@cat = a purple cat
@hill (place) = a green hill

// A comment.
## 1. Meeting (4 s, seed 12)
@cat walks to the right on @hill.
> notes: Slowly.
>  Very slowly.
> dialogue: CAT: Hello.
>  OWL: Who?

## 2B. Night (1:30, memory sink, look ahead)
It sleeps.

The moon shines.
\\# not a title

##
It wakes.
`
