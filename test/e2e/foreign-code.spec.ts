/** What foreign code in the page could do, and that the studio recovers from it. docs/security.md lists the accepted risks. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { openFilm } from './kit/window.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, test } from './kit/studio.ts'

/** Runs code in the page without user activation. */
const runs = (app: ElectronApplication, code: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, code) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const patience = new Promise((resolve) => setTimeout(resolve, 5_000, 'no answer')) // the page may disappear meanwhile
    return Promise.race([webContents.executeJavaScript(code).catch(String), patience])
  }, code)

const ask = (command: object): string => `window.throughline.command(${JSON.stringify(command)})`
/** Whether the page has its own address, is visible, and gets answers from main. */
const alive = (app: ElectronApplication): Promise<unknown> =>
  runs(
    app,
    `(async () => [location.href, document.querySelectorAll('main').length, (await ${ask({ type: 'studio.state' })}).ok])()`
  )
const well = ['app://bundle/', 1, true]

test('whatever address the page navigates to, the studio comes back', async ({ studio: { app } }) => {
  const moves = [
    `history.pushState(null, '', '/elsewhere')`,
    `history.replaceState(null, '', '?x')`,
    `location.hash = 'x'`,
    `location.reload()`,
    `location.href = 'javascript:document.body.remove()'`,
    `location.assign(URL.createObjectURL(new Blob(['<h1>mine'], { type: 'text/html' })))`,
    `location.href = 'data:text/html,mine'`,
    `location.href = 'about:blank'`,
    `location.href = 'about:srcdoc'`,
    `window.open('about:blank', '_self')`,
    `navigation.addEventListener('navigate', (event) => event.intercept()); navigation.navigate('/elsewhere')`,
    `history.back()`,
    `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=about:blank' }))`,
    `{ const form = Object.assign(document.createElement('form'), { action: 'about:blank' }); document.body.append(form); form.submit(); form.remove() }`
  ]
  for (const move of moves) {
    await runs(app, `setTimeout(() => { ${move} }); 0`)
    await new Promise((wait) => setTimeout(wait, 300)) // gives the navigation time
    await expect.poll(async () => [move, await alive(app)]).toEqual([move, well])
  }
})

test('old commands do not read the clipboard, not even in a frame', async ({ studio: { app } }) => {
  await app.evaluate(({ clipboard }) => clipboard.writeText('a secret'))
  const tries = (place: string): string => `(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const there = ${place}
    const field = there.body.appendChild(there.createElement('textarea'))
    field.focus()
    const done = [there.execCommand('paste'), field.value]
    frame.remove()
    field.remove()
    return done
  })()`
  for (const place of ['document', 'frame.contentDocument'])
    expect([place, await runs(app, tries(place))]).toEqual([place, [false, '']])
})

test('the page cannot print, open dialogs, or block the window', async ({ studio: { app } }) => {
  const told = await runs(
    app,
    `(() => {
      const begun = performance.now()
      let printed = false
      addEventListener('beforeprint', () => (printed = true))
      alert('x'.repeat(1e6))
      const agreed = confirm('?')
      print()
      return [agreed, printed, performance.now() - begun < 1000]
    })()`
  )
  expect(told).toEqual([false, false, true])
  const frame = await runs(
    app,
    `(() => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      let printed = false
      frame.contentWindow.addEventListener('beforeprint', () => (printed = true))
      frame.contentWindow.print()
      frame.remove()
      return printed
    })()`
  )
  expect(frame).toBe(false)
})

test('large stored data is deleted; preferences stay', async ({ studio: { app } }) => {
  const fill = `(async () => {
    localStorage.setItem('kept', 'yes')
    const noise = new Uint8Array(1 << 20)
    const cache = await caches.open('mine')
    const opened = indexedDB.open('mine')
    opened.onupgradeneeded = () => opened.result.createObjectStore('mine')
    await new Promise((done) => (opened.onsuccess = done))
    for (let at = 0; at < 30; at++) {
      for (let part = 0; part < 16; part++) crypto.getRandomValues(noise.subarray(part << 16, (part + 1) << 16))
      await cache.put('https://mine/' + at, new Response(noise.slice()))
      opened.result.transaction('mine', 'readwrite').objectStore('mine').put(noise.slice(), at)
    }
    return 'stored'
  })()`
  await runs(app, fill)
  const left = `Promise.all([caches.keys(), indexedDB.databases()]).then((all) => all.flat().length)`
  await expect.poll(() => runs(app, left)).toBe(0)
  await expect.poll(() => alive(app)).toEqual(well)
  expect(await runs(app, `localStorage.getItem('kept')`)).toBe('yes')
})

test('a menu of a million and a half items is refused, and one of a few thousand', async ({ studio: { app } }) => {
  const bar = (each: number): string => `(async () => {
    const item = { action: 'a', label: 'A', keys: null, enabled: true }
    const many = (of, most) => Array(most).fill(of)
    const list = { label: 'L', items: many({ label: 'L', items: many(item, ${each}) }, ${each}) }
    const begun = performance.now()
    const answer = await window.throughline.command({ type: 'window.menu', menus: many({ label: 'M', items: many(list, ${each}) }, 12) })
    return [answer.ok, performance.now() - begun]
  })()`
  for (const each of [50, 8]) {
    const [ok] = (await runs(app, bar(each))) as [boolean, number]
    expect([each, ok]).toEqual([each, false])
  }
  expect(await alive(app)).toEqual(well)
})

test('a pipe, a device or a folder is neither opened nor recovered', async ({ studio: { app, page, home } }) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks.'])
  await openFilm(app, page, film)
  const pipe = join(home, 'pipe.throughline')
  execFileSync('mkfifo', [pipe])
  await app.evaluate(
    ({ dialog }, copy) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: copy })
    },
    join(home, 'copy.throughline')
  )
  for (const type of ['film.recover', 'film.look', 'film.open']) {
    for (const path of [pipe, '/dev/zero', home]) {
      const answer = await runs(
        app,
        `${ask({ type, path })}.then(({ ok, value, error }) => [ok && value !== null, error?.code])`
      )
      expect([type, path, answer]).toEqual([
        type,
        path,
        [false, type === 'film.recover' ? 'project.not-a-file' : undefined]
      ])
    }
  }
  expect(await alive(app)).toEqual(well)
})

test('endless requests of the page do not block main, and get one dialog', async ({ studio: { app, page, home } }) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks.'])
  await openFilm(app, page, film)
  const all = 400
  await runs(
    app,
    `(async () => {
      const { session } = (await ${ask({ type: 'studio.state' })}).value.film
      window.answers = []
      for (let at = 0; at < ${all}; at++)
        window.throughline
          .command({ type: 'film.edit', session, edit: { type: 'setTitle', title: 'Title ' + at }, burst: null })
          .then(({ ok }) => ok && window.answers.push(at))
      return 0
    })()`
  )
  // Main handles later messages only after the answers to earlier ones.
  expect(await runs(app, 'window.answers.length')).toBeLessThan(all / 2)
  await expect.poll(() => runs(app, 'window.answers.length'), { timeout: 120_000 }).toBe(all)
  expect(await runs(app, 'window.answers.every((each, at) => each === at)')).toBe(true)

  await app.evaluate(({ dialog }) => {
    Object.assign(globalThis, { dialogs: 0 })
    dialog.showOpenDialog = async () => {
      Object.assign(globalThis, { dialogs: (Reflect.get(globalThis, 'dialogs') as number) + 1 })
      await new Promise((done) => setTimeout(done, 3_000))
      return { canceled: true, filePaths: [] }
    }
  })
  const many = `Promise.all(Array.from({ length: 200 }, () => ${ask({ type: 'film.open', path: null })})).then((all) => all.length)`
  await runs(app, many)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'dialogs') as unknown)).toBe(1)
  expect(await alive(app)).toEqual(well)
})

test('a flood of requests for pictures lets commands through', async ({ studio: { app } }) => {
  const all = 1_500
  const answered = await runs(
    app,
    `(async () => {
      window.flood = 0
      for (let number = 0; number < ${all}; number++)
        fetch('/frame/none/0/' + number).finally(() => (window.flood += 1))
      await ${ask({ type: 'studio.state' })}
      return window.flood
    })()`
  )
  expect(answered).toBeLessThan(all / 2)
  await expect.poll(() => runs(app, 'window.flood'), { timeout: 120_000 }).toBe(all)
  expect(await alive(app)).toEqual(well)
})
