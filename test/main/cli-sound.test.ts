/** Sound is brought in by the real command line, and `info` lists it. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
beforeEach(() => {
  here = new Case()
  writeFileSync(here.at('film.shots'), '## One (1 s)\nA cat dances.\n## Two (2 s)\nA cat sleeps.\n')
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=2', here.at('tone.wav')])
})
afterEach(() => here.dispose())

test('a sound goes onto a track and along with its card, or is refused', { timeout: 240_000 }, async () => {
  const [film, tone] = [here.at('film.throughline'), here.at('tone.wav')]
  expect((await throughline(['new', film, here.at('film.shots')])).code).toBe(0)
  const music = await throughline(['sound', 'add', film, tone])
  expect([music.code, music.stdout]).toEqual([0, 'Sound: tone.wav, 2.00 s, on the track of music. One step of undo.\n'])
  const said = ['--json', 'sound', 'add', film, tone, '--card', '2', '--at', '0.5s', '--track', 'dialogue']
  const spoken = await throughline(said)
  expect(JSON.parse(spoken.stdout)).toMatchObject({ sound: { shot: '2', from: 1.5, seconds: 2, start: 24_000 } })
  const told = (await throughline(['info', film])).stdout
  expect(told).toContain('Sound, music\n      tone.wav, from 0:00, 0:02\n')
  expect(told).toContain('Sound, dialogue\n      tone.wav, from 0:01.50, with shot 2, 0:02')
  await here.refuses(['sound', 'add', film, here.at('film.shots')], {
    code: 3,
    says: 'sound.type',
    words: /no sound file/
  })
  await here.refuses(['sound', 'add', film, tone, '--at', 'noon'], { code: 2, says: 'usage.sound', words: /no time/ })
  await here.refuses(['sound', 'add', film, tone, '--card', '9'], { code: 3, says: 'film.no-card', words: /no card 9/ })
})
