// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Player from '../../../renderer/player/Player.svelte'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('in full screen the controls are shown only for a while after the mouse moved', async () => {
  vi.useFakeTimers()
  const { film } = await opened(planned(2))
  render(Inside, { part: Player, film, more: { alone: true } })
  const player = screen.getByRole('region', { name: 'Player' })
  const still = (): boolean => player.classList.contains('still')
  expect(still()).toBe(true)
  await fireEvent.pointerMove(player)
  expect(still()).toBe(false)
  await vi.advanceTimersByTimeAsync(2_100)
  expect(still()).toBe(true)
})
