/**
 * A model of the large form in the window: a film of three shots made, the program killed in the middle, gone on with from memory
 * that is made again, the middle shot made again, exported. Its weights are generated, and small.
 */
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeGenerated } from '../engine/models/kit/generated.ts'
import { throughline } from '../main/kit/throughline.ts'
import { packsIn } from './kit/displays.ts'
import { exported, probe } from './kit/exported.ts'
import { storedChunks, storedShots } from './kit/film-file.ts'
import { cards, face, made, makeAgain } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'
import { chunksStored, filmState } from './kit/window.ts'

const shots = '## One (1.5 s)\nA cat walks.\n## Two (1.5 s)\nA dog sleeps.\n## Three (1.5 s)\nA cat walks.\n'
const chunks = 6

test('a large model makes a film, killed and gone on with', async ({ home }, info) => {
  const files = join(home, 'files')
  const film = join(home, 'Large.throughline')
  writeGenerated(files, { dim: 256, layers: 4, ffn: 320 })
  writeFileSync(join(home, 'large.shots'), shots)
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await throughline(args, { env: { THROUGHLINE_PACKS: packsIn(home) } })
    expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
    return stdout
  }
  await run('pack', 'add', files, '--as', 'memflow', '--canvas', '128x64', '--yes')
  const [model] = readdirSync(packsIn(home))
  await run('new', film, join(home, 'large.shots'), '--pack', model!)

  const first = await launch(home, [film])
  await expect(cards(first.page)).toHaveCount(3)
  await first.page.keyboard.press('g')
  await chunksStored(first.page, 3)
  const stored = storedShots(film)
  const ended = once(first.app.process(), 'exit')
  first.app.process().kill('SIGKILL')
  await ended
  storedShots(film).forEach((shot, at) => expect(shot.chunks).toEqual(expect.arrayContaining([...stored[at]!.chunks])))
  expect(storedChunks(film)).toBeLessThan(chunks)

  const { app, page } = await launch(home)
  await expect(cards(page)).toHaveCount(3)
  expect((await filmState(page)).model).toMatchObject({ model, isHere: true })
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  expect(storedChunks(film)).toBe(chunks)
  const [one, two, three] = storedShots(film)
  await page.screenshot({ path: info.outputPath('made.png') })

  await face(page, 2).click()
  await makeAgain(page)
  const again = storedShots(film)
  expect([again[0], again[2]]).toEqual([one, three])
  expect(again[1]!.chunks.filter((chunk) => two!.chunks.includes(chunk))).toEqual([])

  await page.keyboard.press('Control+e')
  await exported(page, 'MP4')
  const movie = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.mp4'))!
  expect(probe(join(home, movie), 'nb_read_frames')).toBe('72')
  await app.close()
})
