/** Subtitles as ffmpeg reads them. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filmCues } from '../../../app/exchange/cues.ts'
import { printSrt } from '../../../app/exchange/srt.ts'
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { filmAsText } from '../../../main/export/film-as.ts'
import { exportFilmMp4 } from '../../../main/export/film-mp4.ts'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import { exportTo, madeFilm, probe } from '../kit/moving-picture.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

/** The text of each cue as ffmpeg would draw it, without invisible joiners. */
async function drawn(srt: string): Promise<string[]> {
  const path = join(freshFolder(), 'film.srt')
  writeFileSync(path, srt)
  const ass = execFileSync((await findFfmpeg()).path, ['-v', 'error', '-i', path, '-f', 'ass', '-'], {
    encoding: 'utf8'
  })
  const lines = ass.split(/\r?\n/).filter((line) => line.startsWith('Dialogue:'))
  return lines.map((line) => line.split(',').slice(9).join(',').replaceAll('\u2060', ''))
}

test('players show the text exactly as written', async () => {
  const said = [
    '<i>Psst</i>, says <b>Bob</b>.',
    'I <3 you </3',
    '{\\an8}up {sighs} C:\\Nil {',
    '<font color="red">Fire!</font>',
    'R&amp;B &lt;now&gt;',
    '1\n00:00:01,000 --> 00:00:02,000\nno cue',
    '1984',
    'A\n\n  \nB --> C'
  ]
  const cards = said.map((dialogue, index) => newCard(cardId(`c${index}`), { length: chunk(1), dialogue }))
  const shown = await drawn(printSrt(filmCues({ ...emptyFilm('F'), cards }, base, () => chunk(1))))
  const expected = said.map((dialogue) =>
    dialogue
      .replace(/\{([^}]*)\}/g, '｛$1｝')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join('\\N')
  )
  expect(shown).toEqual(expected)
})

test('end with the exported film when only part of it is made', async () => {
  const folder = freshFolder()
  const project = madeFilm(join(folder, 'a.throughline'), 4, 1) // three of four seconds are made
  project.edit({ type: 'setText', card: cardId('card-1'), field: 'dialogue', text: 'Hello' })
  const late = newCard(cardId('late'), { length: chunk(5), dialogue: 'Never heard' })
  project.edit({ type: 'addCards', at: 0, cards: [late] })
  const srt = filmAsText('srt', project, storybookFacts)
  expect(srt).toBe('1\n00:00:00,000 --> 00:00:03,000\nHello\n')
  const whole = filmAsText('srt', project, storybookFacts, { animatic: true })
  expect(whole).toContain('00:00:05,000 --> 00:00:09,000\nHello')
  await exportFilmMp4(project, exportTo(project, join(folder, 'a.mp4'), await findFfmpeg()))
  expect(probe(join(folder, 'a.mp4'))).toMatchObject({ duration: '3.000000' })
  project.close()
})
