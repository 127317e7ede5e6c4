/** When the documents folder is not writable, another one is offered, and new films are created there from then on. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { newFilm } from './kit/hands.ts'
import { filmState, studioState } from './kit/window.ts'
import { expect, test, type Studio } from './kit/studio.ts'

/** Not even root can create a folder there. */
const unwritable = '/proc'

/** Answers the program's dialogs. @param path where to create the new film; null answers the question with no */
const answering = ({ app }: Studio, path: string | null): Promise<void> =>
  app.evaluate(
    ({ app, dialog }, { path, unwritable }) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      app.setPath('documents', unwritable)
      dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
        asked.push(message)
        return Promise.resolve({ response: path === null ? 0 : 1, checkboxChecked: false })
      }) as unknown as typeof dialog.showMessageBox
      dialog.showSaveDialog = (() =>
        Promise.resolve({ canceled: false, filePath: path! })) as unknown as typeof dialog.showSaveDialog
    },
    { path, unwritable }
  )
const asked = ({ app }: Studio): Promise<string[]> => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])

test.skip(process.platform !== 'linux', 'uses a folder of Linux that nobody can write')

test('another place is offered by name, and used for new films from then on', async ({ studio, home }) => {
  const place = join(home, 'mine')
  mkdirSync(place)
  await answering(studio, join(place, 'First.throughline'))
  await newFilm(studio.page)
  const { path, session } = await filmState(studio.page)
  expect(path).toBe(join(place, 'First.throughline'))
  expect(await asked(studio)).toEqual([expect.stringContaining(unwritable)])
  await studio.page.evaluate((session) => window.throughline.command({ type: 'film.close', session }), session)
  await newFilm(studio.page)
  expect(await asked(studio)).toHaveLength(1)
  expect(readdirSync(place).filter((name) => /^[^.].*\.throughline$/.test(name))).toHaveLength(2)
})

test('after the answer no nothing is created and the start screen stays', async ({ studio }) => {
  await answering(studio, null)
  await studio.page.getByRole('button', { name: 'New film' }).click()
  await expect.poll(() => asked(studio)).toHaveLength(1)
  expect((await studioState(studio.page)).film).toBeNull()
  expect(existsSync(join(unwritable, 'Throughline'))).toBe(false)
})
