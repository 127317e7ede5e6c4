/** Where one is in the film: shown when it opens, and told to main so that it opens there again, also after a crash. */
import { untrack } from 'svelte'
import { ask } from '../model/bridge.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

const every = 500 // milliseconds: what a crash can cost

/** Call once while a component is made: it lives as long as the component. */
export function keepPlace(film: OpenFilm): void {
  let shown = false
  $effect(() => {
    if (shown || film.scale.width === 0) return // before the timeline is laid out, nothing is in view
    shown = true
    untrack(() => film.scale.reveal(film.now))
  })
  $effect(() => {
    let told = ''
    const timer = setInterval(() => {
      const { playhead, inHand, atHand } = film
      const place = { frame: playhead.frame, cards: inHand.map(({ id }) => id), lead: atHand?.id ?? null }
      const text = JSON.stringify(place)
      if (text === told) return
      told = text
      ask({ type: 'film.place', session: film.session, place }).catch(() => {}) // a comfort: worth no word
    }, every)
    return () => clearInterval(timer)
  })
}
