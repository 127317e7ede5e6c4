/** Failures as the window tells them. That none is missing in German, and no fact, is the compiler's matter: app/base/failure-codes.ts. */
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { filmOfText } from '../../../app/exchange/text-shots.ts'
import { chunk } from '../../../app/time.ts'
import { de } from '../../../renderer/strings/de.ts'
import { en } from '../../../renderer/strings/en.ts'
import { failureText } from '../../../renderer/strings/failure-text.ts'

describe('failures', () => {
  test('keep their facts across processes', () => {
    const failure = new Failure('work.prompt', 'Shot 3 has no prompt.', 'Write who is there.', { shot: 3 })
    const arrived = Failure.from(structuredClone(failure.toData()))
    expect(failureText(arrived, de)).toEqual([
      'Einstellung 3 hat keinen Text.',
      'Schreib, wer da ist und was geschieht.'
    ])
    expect(failureText(arrived, en)).toEqual(['Shot 3 has no prompt.', 'Write who is there.'])
  })

  test.each([
    ['## One (0 s)\nA cat.', 'Zeile 1 („## One (0 s)“): Das ist keine brauchbare Länge.'],
    [
      '## One\nA cat.\n> camera: low',
      'Zeile 3 („> camera: low“): Das gehört hier nicht hin, oder es steht zweimal da.'
    ],
    ['## One\nA cat.\n## Two\n\n# Again', 'Zeile 5 („# Again“): Diese Zeile passt nicht zu dem, was darüber steht.'],
    ['@owl (bird) = an owl\n## One\nA cat.', 'Zeile 1 („@owl (bird) = an owl“): So kommt niemand in die Besetzung.']
  ])('of a shot list are told in German with their line: %j', (text, cause) => {
    const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
    let failure: unknown
    try {
      filmOfText(text, base, chunk(4), String)
    } catch (error) {
      failure = error
    }
    expect(failureText(Failure.from(failure), de)[0]).toBe(cause)
  })

  test('with unknown codes are shown in their own words', () => {
    expect(failureText({ code: 'new.kind' as 'unexpected', cause: 'It rained.', remedy: 'Wait.' }, de)).toEqual([
      'It rained.',
      'Wait.'
    ])
  })
})
