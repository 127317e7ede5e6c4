/** Electron's security checklist, points 16 to 20: Electron's version, messages, addresses, and what a package has. docs/security.md explains each. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { usualSheet } from '../../app/exchange/sheet/choices.ts'
import { studioState } from './kit/window.ts'
import { guarded, sources } from './kit/guarded.ts'

const here = guarded()

test('16: Electron is pinned to the patch and runs, or the older one named for tests', async () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string }>
  }
  expect(packages['node_modules/electron']!.version).toBe(devDependencies['electron'])
  const named = /, (\d+\.\d+\.\d+) from the npm registry/.exec(readFileSync('docs/decisions/010-electron.md', 'utf8'))
  const running = await here.studio.app.evaluate(() => process.versions.electron)
  expect([devDependencies['electron'], named![1]]).toContain(running)
})

test('17: main answers only the studio’s own page', async () => {
  const { studio } = here
  const answers = await studio.app.evaluate(async ({ app, BrowserWindow }) => {
    const ask = 'window.throughline ? window.throughline.command({ type: "studio.state" }) : "no bridge"'
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const from = async (url: string, inFrame = false): Promise<unknown> => {
      const webPreferences = { preload, sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: inFrame }
      const window = new BrowserWindow({ show: false, webPreferences })
      try {
        await window.loadURL(url)
        const { mainFrame } = window.webContents
        return await (inFrame ? mainFrame.frames[0]! : mainFrame).executeJavaScript(ask)
      } finally {
        window.destroy()
      }
    }
    return [
      await from('data:text/html,hello'),
      await from('about:blank'),
      await from('app://bundle/sample/purple-cat.jpg'), // its origin, but not its page
      await from('data:text/html,<iframe src="data:text/html,inner"></iframe>', true)
    ]
  })
  const refused = { ok: false, error: { code: 'sender.unknown' } }
  expect(answers[0]).toMatchObject(refused)
  for (const answer of answers) if (answer !== 'no bridge') expect(answer).toMatchObject(refused)
})

test('17: garbage, oversized and wrongly typed messages change nothing', async () => {
  const { page } = here
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  const before = (await studioState(page)).film!
  const answers = await page.evaluate(async (usual) => {
    let deep: unknown = []
    for (let level = 0; level < 900; level++) deep = [deep]
    const huge = 'x'.repeat(8_000_000)
    const card = { id: 'a', prompt: 'p' }
    const burn = { number: false, timecode: false }
    const delivery = { size: 2, fit: 'bars', at: { x: 0.5, y: 0.5 }, enlarge: 'lanczos' }
    const garbage: unknown[] = [
      undefined,
      null,
      0,
      NaN,
      '',
      'film.undo',
      true,
      [],
      {},
      deep,
      huge,
      new Uint8Array(1_000_000),
      new Map([['type', 'film.undo']]),
      new Date(),
      { type: 'constructor' },
      { type: '__proto__' },
      { type: 'toString' },
      JSON.parse('{"type":"film.undo","__proto__":{"evil":1},"constructor":1}'),
      { type: ['film.undo'] },
      { type: { toString: 'film.undo' } },
      { type: 'film.undo', session: 1, extra: huge },
      { type: 'film.open', path: 5 },
      { type: 'film.open', path: '' },
      { type: 'film.open', path: huge },
      { type: 'film.create', sample: '../../../etc/passwd', title: 'x' },
      { type: 'film.create', sample: null, title: huge },
      { type: 'film.generate', session: 1, request: { kind: 'cards', cards: [], ripple: true } },
      { type: 'film.generate', session: 1, request: { kind: 'cards', cards: ['no such card', 1], ripple: true } },
      { type: 'film.edit', session: 1, edit: { type: 'setTitle', title: huge }, burst: null },
      { type: 'film.edit', session: 1, edit: { type: 'addCards', at: -1, cards: [card] }, burst: null },
      {
        type: 'film.edit',
        session: 1,
        edit: { type: 'addCards', at: 0, cards: Array.from({ length: 100_000 }, () => card) }
      },
      { type: 'film.edit', session: 1, edit: { type: 'setLength', card: 'a', length: Infinity }, burst: null },
      { type: 'film.edit', session: 1, edit: { type: 'roll', card: { $ne: null }, by: '1' }, burst: null },
      { type: 'memory.of', session: 1, take: "' OR 1=1 --", index: -1 },
      { type: 'memory.of', session: 1, take: 'a', index: 1e300 },
      { type: 'prompt.measure', session: 1, prompt: huge },
      { type: 'sketch.set', session: 1, card: 'a', bytes: new Uint8Array(5_000_000) },
      { type: 'sketch.set', session: 1, card: 'a', bytes: new Uint8Array(100) },
      { type: 'sketch.set', session: 1, card: 'a', bytes: '<svg onload="alert(1)"/>' },
      { type: 'export.start', session: 1, order: { format: 'exe' } },
      { type: 'export.start', session: 1, order: { format: 'mp4' } },
      {
        type: 'export.start',
        session: 1,
        order: { format: 'mp4', animatic: false, burn, delivery: { ...delivery, size: 3 } }
      },
      {
        type: 'export.start',
        session: 1,
        order: { format: 'mp4', animatic: false, burn, delivery: { ...delivery, size: { width: 1281, height: 720 } } }
      },
      {
        type: 'export.start',
        session: 1,
        order: { format: 'mp4', animatic: false, burn, delivery: { ...delivery, enlarge: '4; rm -rf /' } }
      },
      {
        type: 'export.start',
        session: 1,
        order: { format: 'pdf', sheet: { ...usual, version: huge }, logo: null }
      },
      { type: 'export.start', session: 1, order: { format: 'srt', animatic: false, delivery } },
      { type: 'window.fullScreen', on: 'yes' },
      { type: 'window.menu', menus: Array.from({ length: 10_000 }, () => ({ label: 'x', items: [] })) },
      { type: 'window.menu', menus: [{ label: 'x', items: [{ action: 'x', label: 'x', keys: 'x', role: 'quit' }] }] }
    ]
    const all = []
    for (const each of garbage) all.push(await window.throughline.command(each))
    const endless: { self?: unknown } = {}
    endless.self = { endless }
    const stuck: string[] = [] // messages that the bridge already refuses
    for (const each of [{ type: () => 'film.undo' }, endless, Symbol('x'), document.body]) {
      try {
        const answer = await window.throughline.command(each)
        stuck.push(answer.ok ? 'passed' : 'refused')
      } catch {
        stuck.push('refused')
      }
    }
    return { all, stuck }
  }, usualSheet)
  for (const answer of answers.all) {
    expect(answer).toMatchObject({ ok: false, error: { code: expect.any(String), remedy: expect.any(String) } })
    expect(JSON.stringify(answer).length).toBeLessThan(2_000) // the answer does not contain the sent data
  }
  expect(new Set(answers.stuck)).toEqual(new Set(['refused']))
  expect((await studioState(page)).film!.view).toEqual(before.view)
  expect(await page.evaluate(() => Reflect.get({}, 'evil'))).toBeUndefined()
})

test('18: no file://, and app:// serves only its own files', async () => {
  const { studio, page } = here
  const addresses = [
    'file:///etc/passwd',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/%252e%252e%252fpackage.json',
    '/assets/..%2f..%2fmain%2findex.js',
    '/..%2fmain%2findex.js',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/index.html%00.js',
    '/%ff%fe',
    '/%',
    '/sample/..%2fpacks%2fstorybook%2fmanifest.json',
    '/sample/..%2f..%2ficons%2fthroughline.png',
    '/sample/%2e%2e%2ficons%2fthroughline.svg',
    '/poster/..%2frecent.json',
    '/poster/..%2f..%2fwindow.json',
    '/frame/..%2f..%2f/0/0',
    '/frame/a/0/0',
    '/frames/a/0',
    '/constructor',
    '/__proto__/x',
    'app://evil/index.html',
    'app://bundle.evil/index.html',
    'app://bundle@evil/index.html'
  ]
  const leaks = await page.evaluate(async (addresses) => {
    const given: string[] = []
    for (const each of addresses) {
      const answer = await fetch(each).catch(() => undefined)
      if (answer && (answer.ok || (await answer.text()) !== '')) given.push(each)
    }
    const written = await fetch('/index.html', { method: 'POST', body: 'x' })
    return written.ok ? [...given, 'POST'] : given
  }, addresses)
  expect(leaks).toEqual([])

  const asked = await studio.app.evaluate(async ({ session }, addresses) => {
    const given: string[] = [] // main's own requests are not restricted by the page's policy
    for (const each of addresses.filter((address) => address.startsWith('/'))) {
      const answer = await session.defaultSession.fetch(`app://bundle${each}`).catch(() => undefined)
      if (answer && (answer.ok || (await answer.text()) !== '')) given.push(each)
    }
    return given
  }, addresses)
  expect(asked).toEqual([])
  for (const room of ['main', 'renderer']) {
    expect(sources(room).filter((text) => /loadFile\(|loadURL\(['"`]file:/.test(text))).toEqual([])
  }
})

test('19: a package has the switches disabled that would change its behaviour', () => {
  const [, block = ''] = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(readFileSync('electron-builder.yml', 'utf8')) ?? []
  const fuses = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)\b/gm)].map(([, name, on]) => [name, on])
  )
  expect(fuses).toMatchObject({
    runAsNode: 'false',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    grantFileProtocolExtraPrivileges: 'false'
  })
})

test('20: the page gets three functions and no Electron object', async () => {
  const { page } = here
  const given = await page.evaluate(async () => {
    const shapes = Object.fromEntries(Object.entries(window.throughline).map(([name, value]) => [name, typeof value]))
    const heard = new Promise<number>((resolve) => {
      const stop = window.throughline.listen((...all: unknown[]) => {
        stop()
        resolve(all.length)
      })
    })
    await window.throughline.command({ type: 'film.create', sample: null, title: 'Told of' })
    return { shapes, heard: await heard, globals: ['ipcRenderer', 'electron'].filter((name) => name in globalThis) }
  })
  expect(given.shapes).toEqual({ command: 'function', listen: 'function', pathOf: 'function' })
  expect(given.heard).toBe(1) // the event itself, not Electron's event with its sender
  expect(given.globals).toEqual([])
})
