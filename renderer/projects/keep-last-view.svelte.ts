/** Where one is in the film: shown when it opens, and sent to main so that it opens there again, also after a crash. */
import { untrack } from 'svelte'
import { ask } from '../model/bridge.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

const every = 500 // milliseconds: what a crash can cost

/** Call once while a component is made: it lives as long as the component. */
export function keepLastView(film: OpenFilm): void {
  let shown = false
  $effect(() => {
    if (shown || film.scale.width === 0) return // before the timeline is laid out, nothing is in view
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
      ask({ type: 'film.lastView', session: film.session, view }).catch(() => {}) // a comfort: worth no word
    }, every)
    return () => clearInterval(timer)
  })
}
