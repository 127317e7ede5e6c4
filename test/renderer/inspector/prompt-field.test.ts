// @vitest-environment happy-dom
/** The prompt: on to the next one by keyboard, and names that nobody in the cast has. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import type { Film } from '../../../app/film/film.ts'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

async function details(...prompts: readonly string[]) {
  const film = planned(...prompts.map(() => 2))
  const told: Film = { ...film, cards: film.cards.map((card, index) => ({ ...card, prompt: prompts[index]! })) }
  const open = (await opened(told)).film
  render(Inside, { part: Inspector, film: open })
  return open
}
const prompt = (): HTMLTextAreaElement => screen.getByLabelText<HTMLTextAreaElement>('What happens')
const onwards = () => fireEvent.keyDown(prompt(), { key: 'Enter', ctrlKey: true })

test('Ctrl Enter leads to the prompt of the next shot, and after the last to a new one', async () => {
  const film = await details('A cat.', 'A dog.')
  prompt().focus()
  await onwards()
  expect([film.atHand?.index, prompt().value, document.activeElement]).toEqual([1, 'A dog.', prompt()])
  await onwards()
  await vi.waitFor(() => expect(film.shots).toHaveLength(3))
  await vi.waitFor(() => expect([film.atHand?.index, prompt().value]).toEqual([2, '']))
  expect(document.activeElement).toBe(prompt())
})

test('a name that nobody in the cast has can be added with it', async () => {
  await details('@Mia and @Tom wait.')
  expect(screen.getAllByRole('button', { name: /^Add @/ }).map(({ textContent }) => textContent)).toEqual([
    ...['Add @Mia to the cast', 'Add @Tom to the cast']
  ])
  await fireEvent.click(screen.getByRole('button', { name: 'Add @Mia to the cast' }))
  const dialog = await screen.findByRole('dialog')
  expect([...dialog.querySelectorAll('input')].map(({ value }) => value)).toContain('Mia')
})
