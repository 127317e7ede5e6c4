/** Film updates sent to the window: none is lost when something else reads the state in between. */
import { expect, test } from 'vitest'
import { patched } from '../../../app/contract/film-patch.ts'
import type { FilmState } from '../../../app/contract/open-film.ts'
import type { StudioEvent } from '../../../app/contract/window.ts'
import { Told } from '../../../main/desk/told.ts'

/** A film whose title alone is sent, and a window that receives it. */
function telling() {
  let title = 'One'
  let view = {} as FilmState['view']
  const rename = (to: string): void => {
    title = to
    view = { film: { title, cards: [] }, cards: [], shelf: [], length: 0 } as unknown as FilmState['view']
  }
  rename('One')
  let page: FilmState | null = null
  const emit = (event: StudioEvent): void => {
    if (event.type === 'film') page = event.film
    if (event.type !== 'changed') return
    expect(event.patch.after).toBe(page!.serial)
    page = patched(page!, event.patch)
  }
  const told = new Told({ read: (serial) => ({ session: 1, serial, view }) as FilmState, emit })
  return { told, rename, shown: () => page?.view.film.title }
}

test('a change read by another reader first is still sent', () => {
  const { told, rename, shown } = telling()
  told.show()
  rename('Two')
  expect(told.now()?.view.film.title).toBe('Two')
  told.show()
  expect(shown()).toBe('Two')
  rename('Three')
  told.show()
  expect(shown()).toBe('Three')
})
