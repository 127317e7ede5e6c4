/** Restores the last view when a film opens, and keeps sending it to main, so that it also survives a crash. */
import { untrack } from 'svelte'
import { ask } from '../model/bridge.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

const every = 500 // milliseconds: what a crash can lose

/** Call once during component setup; it stops with the component. */
export function keepLastView(film: OpenFilm): void {
  let shown = false
  $effect(() => {
    if (shown || film.scale.width === 0) return // before layout nothing is visible
    shown = true
    untrack(() => film.scale.reveal(film.now))
  })
  $effect(() => {
    let sent = ''
    const timer = setInterval(() => {
      const { playhead, inHand, atHand } = film
      const view = { frame: playhead.frame, cards: inHand.map(({ id }) => id), lead: atHand?.id ?? null }
      const text = JSON.stringify(view)
      if (text === sent) return
      sent = text
      ask({ type: 'film.lastView', session: film.session, view }).catch(() => {}) // a convenience: failures are ignored
    }, every)
    return () => clearInterval(timer)
  })
}
