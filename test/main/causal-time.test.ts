/** A pack with a causal decoder, which makes one picture of a film's first latent frame: lengths and cuts are still exact. */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chunk } from '../../app/time.ts'
import { cardId } from '../../app/ids.ts'
import { Project } from '../../main/project/project.ts'
import { Case } from './kit/cli-case.ts'
import { storybook, throughline } from './kit/throughline.ts'

const framesOf = (video: string): string =>
  execFileSync('ffprobe', [
    ...['-v', 'error', '-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', video]
  ])
    .toString()
    .trim()

let here: Case
beforeEach(() => {
  here = new Case()
})
afterEach(() => here.dispose())

test('a film of it is made, cut, exported and subtitled frame-exactly', async () => {
  const pack = here.at('pack')
  cpSync(storybook, pack, { recursive: true, filter: (from) => !from.endsWith('recipe') })
  const manifest = JSON.parse(readFileSync(`${pack}/manifest.json`, 'utf8')) as { video: object }
  const causal = { ...manifest, video: { ...manifest.video, firstLatentFrames: 1 } }
  writeFileSync(`${pack}/manifest.json`, JSON.stringify(causal))
  const shots = here.at('film.shots')
  writeFileSync(shots, 'seed: 5\n\n## One (2 s)\nA purple cat walks to the right in a meadow.\n')
  const [film, video, subtitles] = [here.at('a.throughline'), here.at('a.mp4'), here.at('a.srt')]
  const run = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await throughline(['--json', '--pack', pack, ...args])
    expect(code, stderr).toBe(0)
  }
  await run('render', shots, '-o', video, '--project', film)
  expect(framesOf(video)).toBe('24')

  const project = Project.open(film)
  const [card] = project.film.cards
  project.edit({ type: 'splitCard', card: card!.id, at: chunk(1), id: cardId('half') })
  project.edit({ type: 'setText', card: cardId('half'), field: 'dialogue', text: 'Hello.' })
  project.close()
  await run('export', film, '-o', video, '--replace')
  await run('export', film, '-o', subtitles)
  expect(framesOf(video)).toBe('24')
  expect(readFileSync(subtitles, 'utf8')).toContain('00:00:01,000 --> 00:00:02,000')
}, 240_000)
