/** Counts the tokens of a prompt in main, debounced. Call during component setup. */
import type { PromptMeasure } from '../../app/contract/prompt.ts'
import type { CastMember } from '../../app/film/film.ts'
import { ask } from '../model/bridge.ts'

const rest = 150 // debounce in milliseconds

/**
 * @param session of the film
 * @param text the prompt as typed
 * @param cast the film's, which replaces names
 * @returns the last result; null until there is one, or when it cannot be counted
 */
export function measurePrompt(
  session: number,
  text: () => string,
  cast: () => readonly CastMember[]
): { readonly last: PromptMeasure | null } {
  let last = $state.raw<PromptMeasure | null>(null)
  $effect(() => {
    const prompt = text()
    void cast() // a dependency: main replaces names with the cast
    let overtaken = false
    const timer = setTimeout(() => {
      ask({ type: 'prompt.measure', session, prompt }).then(
        (measure) => !overtaken && (last = measure),
        () => !overtaken && (last = null) // the film was closed, or the prompt is too long, which saving reports
      )
    }, rest)
    return () => {
      overtaken = true
      clearTimeout(timer)
    }
  })
  return {
    get last() {
      return last
    }
  }
}
