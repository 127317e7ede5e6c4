/** How much of a prompt the model reads, asked of main whenever the hand rests. To be called while a component is set up. */
import type { PromptMeasure } from '../../app/contract/prompt.ts'
import type { CastMember } from '../../app/film/film.ts'
import { ask } from '../model/bridge.ts'

const rest = 150 // milliseconds without a key

/**
 * @param session of the film
 * @param text the prompt as it is written
 * @param cast the film's, whose words its names stand for
 * @returns its last measure; null until there is one, or when the model's text encoder cannot be asked
 */
export function measurePrompt(
  session: number,
  text: () => string,
  cast: () => readonly CastMember[]
): { readonly last: PromptMeasure | null } {
  let last = $state.raw<PromptMeasure | null>(null)
  $effect(() => {
    const prompt = text()
    void cast() // main knows it; another one is another measure
    let overtaken = false
    const timer = setTimeout(() => {
      ask({ type: 'prompt.measure', session, prompt }).then(
        (measure) => !overtaken && (last = measure),
        () => !overtaken && (last = null) // the film was closed, or holds no such prompt: saving it says why
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
