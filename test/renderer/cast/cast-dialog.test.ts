// @vitest-environment happy-dom
/** Somebody of the cast whom prompts name is removed only after a question. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import type { CastMember, Film } from '../../../app/film/film.ts'
import { castId } from '../../../app/ids.ts'
import CastDialog from '../../../renderer/cast/CastDialog.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

const mia: CastMember = { id: castId('mia'), kind: 'character', name: 'Mia', words: 'a white cat' }
/** The names in the cast; a dialog on Mia is open. */
async function castOf(prompt: string) {
  const film = planned(2, 2)
  const [first, ...rest] = film.cards
  const told: Film = { ...film, cast: [mia], cards: [{ ...first!, prompt }, ...rest] }
  const all = await opened(told)
  const close = vi.fn()
  render(CastDialog, { film: all.film, member: mia, close })
  const names = (): readonly string[] => all.film.state.view.film.cast.map(({ name }) => name)
  return { names, close }
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

test('one whom a prompt names is asked about, and kept or removed', async () => {
  const { names, close } = await castOf('@Mia waits.')
  await press('Remove')
  expect(screen.getByRole('status').textContent).toContain('Shot 1 names @Mia.')
  await press('Keep')
  expect([names(), close.mock.calls.length]).toEqual([['Mia'], 0])
  await press('Remove')
  await press('Remove all the same')
  await vi.waitFor(() => expect(close).toHaveBeenCalled())
  expect(names()).toEqual([])
})

test('one whom nobody names is removed at once', async () => {
  const { names, close } = await castOf('Nobody waits.')
  await press('Remove')
  await vi.waitFor(() => expect(close).toHaveBeenCalled())
  expect(names()).toEqual([])
})
