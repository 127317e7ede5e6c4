/** The sample stories of the start screen. */
import { Failure } from '../../app/contract/failure.ts'
import type { Sample } from '../../app/contract/window.ts'
import type { Film } from '../../app/film/film.ts'

export class Samples {
  readonly list: readonly Sample[] = []

  /** @throws Failure `sample.missing` */
  film(id: string): Film {
    throw new Failure('sample.missing', `There is no story called ${id}.`, 'Choose another one.')
  }
}
