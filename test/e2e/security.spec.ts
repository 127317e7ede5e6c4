/** Electron's security checklist, point by point, against the running program; docs/security.md explains each. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launch, type Studio } from './kit/launch.ts'
import { studioState } from './kit/window.ts'

let home: string
let studio: Studio
let page: Page
/** A local server that must not be reached, and the requests that reached it. */
let server: Server
let reached: string[] = []
let address: string

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'throughline-e2e-'))
  server = createServer((request, answer) => {
    reached.push(`${request.method} ${request.url}`)
    answer.end('')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  studio = await launch(home, ['--use-fake-device-for-media-stream'])
  page = studio.page
})
test.afterAll(async () => {
  await studio.app.close()
  server.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 3 })
})
/** After each test: one window, on its own page, and main answers. */
test.afterEach(async () => {
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(page.url()).toBe('app://bundle/')
  expect((await studioState(page)).samples).not.toHaveLength(0)
  expect(reached).toEqual([])
  reached = []
})

/** The web preferences of the running window. */
const preferences = (): Promise<Record<string, unknown>> =>
  studio.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    return (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })

test('1: only its own content: no request, no socket, no name, no peer', async () => {
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(loaded.filter((name) => !/^(app:\/\/bundle|blob:app:\/\/bundle)\//.test(name))).toEqual([])

  const tried = await page.evaluate(async (address) => {
    const arrives = (element: HTMLElement): Promise<string> =>
      new Promise((resolve) => {
        element.onload = () => resolve('arrived')
        element.onerror = () => resolve('refused')
        document.body.append(element)
      })
    const socket = (): Promise<string> =>
      new Promise((resolve) => {
        const open = new WebSocket(`ws://${address}/socket`)
        open.onopen = () => resolve('arrived')
        open.onerror = () => resolve('refused')
      })
    return [
      await fetch(`http://${address}/fetch`).then(
        () => 'arrived',
        () => 'refused'
      ),
      await arrives(Object.assign(new Image(), { src: `http://${address}/image` })),
      await arrives(Object.assign(document.createElement('script'), { src: `http://${address}/script` })),
      await socket().catch(() => 'refused'),
      navigator.sendBeacon(`http://${address}/beacon`) ? 'queued' : 'refused'
    ]
  }, address)
  expect(tried.slice(0, 4)).toEqual(['refused', 'refused', 'refused', 'refused'])

  const peers = await page.evaluate(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1' }] })
    const found: string[] = []
    peer.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate)
    peer.createDataChannel('way out')
    await peer.setLocalDescription(await peer.createOffer())
    while (peer.iceGatheringState !== 'complete') await new Promise((wait) => setTimeout(wait, 50))
    peer.close()
    return found.filter((each) => / udp /i.test(each))
  })
  expect(peers).toEqual([])

  // Not only the page, which its policy restricts: no session reaches a server, and no name is resolved.
  const outside = await studio.app.evaluate(async ({ session }, address) => {
    const tell = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'arrived',
        (error: Error) => error.message
      )
    return [
      await tell(session.defaultSession.fetch(`http://${address}/main`)),
      await tell(session.fromPartition('another').fetch(`http://${address}/partition`)),
      await tell(session.defaultSession.resolveHost('localhost'))
    ]
  }, address)
  expect(outside[0]).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(outside[1]).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(outside[2]).toContain('ERR_NAME_NOT_RESOLVED')
})

test('2: no Node in the page, its workers or its frames', async () => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis)
  )
  expect(found).toEqual([])
  const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences()
  expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames].some(Boolean)).toBe(false)
})

test('3: the page and the preload script live in different worlds', async () => {
  expect((await preferences())['contextIsolation']).toBe(true)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true) // and no other origin shares its process
  const result = await page.evaluate(async () => {
    const bridge = window.throughline
    const reach = (): unknown => {
      try {
        return (bridge.command as unknown as { constructor: (code: string) => () => unknown }).constructor(
          'return typeof process'
        )()
      } catch (error) {
        return (error as Error).name // the policy forbids `eval`
      }
    }
    try {
      Object.assign(bridge, { command: () => Promise.resolve('mine') })
    } catch {
      // frozen
    }
    const answer = await window.throughline.command({ type: 'nonsense' })
    return { reach: reach(), answer }
  })
  expect(result.reach).not.toBe('object')
  expect(result.answer).toMatchObject({ ok: false })
})

test('4: the page is sandboxed, by its process', async () => {
  expect((await preferences())['sandbox']).toBe(true)
  if (process.platform !== 'linux') return
  const pid = await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
  )
  const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)
  expect(args).toContain('--enable-sandbox') // Electron adds it; without it preload scripts have full Node access
  if (args.includes('--no-sandbox')) return // as root Chromium requires --no-sandbox
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m) // enforced by the kernel
})

/** Chromium's permissions, by the names of its permission queries. */
const permissions = [
  ...['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'],
  ...['persistent-storage', 'idle-detection', 'local-fonts', 'window-management', 'storage-access', 'background-sync'],
  ...['display-capture', 'screen-wake-lock']
]

test('5: every permission is denied without asking, looked up or asked for', async () => {
  const answers = await page.evaluate(async (names) => {
    const failure = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'granted',
        (error: Error) => error.name
      )
    const place = new Promise<number>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve(0),
        ({ code }) => resolve(code)
      )
    )
    const state = async (name: string): Promise<readonly [string, string]> => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state] as const
    }
    return {
      states: await Promise.all(names.map(state)),
      place: await place,
      notification: await Notification.requestPermission(),
      camera: await failure(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await failure(navigator.mediaDevices.getUserMedia({ audio: true })),
      midi: await failure(navigator.requestMIDIAccess()),
      clipboard: await failure(navigator.clipboard.readText()),
      screen: await failure(navigator.mediaDevices.getDisplayMedia())
    }
  }, permissions)
  expect(answers.states).toEqual(permissions.map((name) => [name, 'denied']))
  expect(answers.place).toBe(1) // PERMISSION_DENIED
  expect(answers.notification).toBe('denied')
  // Chromium's fake camera and microphone exist, so only the refusal keeps them from the page.
  const { camera, microphone, midi, clipboard } = answers
  expect([camera, microphone, midi, clipboard]).toEqual(Array(4).fill('NotAllowedError'))
  expect(answers.screen).not.toBe('granted')
})

test('6, 8, 9, 10: web security on; nothing insecure, experimental or blinking', async () => {
  const { webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures } = await preferences()
  expect(webSecurity).toBe(true)
  expect([allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures].some(Boolean)).toBe(false)
})

test('7: strict content security policy; inline, evaluated and foreign code fail', async () => {
  const policies = await page.evaluate(async () => {
    const addresses = ['/', '/index.html', '/sample/purple-cat.jpg', '/not/there', document.scripts[0]!.src]
    return Promise.all(addresses.map(async (at) => (await fetch(at)).headers.get('content-security-policy')))
  })
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
  }
  const blocked = await page.evaluate(async () => {
    const violation = (act: () => void): Promise<string> =>
      new Promise((resolve) => {
        const heard = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => resolve(effectiveDirective)
        document.addEventListener('securitypolicyviolation', heard, { once: true })
        act()
      })
    const put = (tag: string, attributes: Record<string, string>): HTMLElement => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      document.body.append(element)
      return element
    }
    return [
      await violation(() => {
        put('script', {}).textContent = 'globalThis.evil = 1'
      }),
      await violation(() => put('script', { src: 'data:text/javascript,globalThis.evil=1' })),
      await violation(() => put('button', { onclick: 'globalThis.evil = 1' }).click()),
      await violation(() => put('iframe', { src: 'app://bundle/' })),
      await violation(() => put('object', { data: 'app://bundle/' })),
      await violation(() => put('link', { rel: 'stylesheet', href: 'data:text/css,body{color:red}' })),
      await violation(() => put('base', { href: 'app://evil/' }))
    ]
  })
  expect(blocked).toEqual([
    'script-src-elem',
    'script-src-elem',
    'script-src-attr',
    'frame-src',
    'object-src',
    'style-src-elem',
    'base-uri'
  ])
  expect(await page.evaluate(() => 'evil' in globalThis)).toBe(false)
})

test('11, 12: a webview is disabled, even in a window that would allow it', async () => {
  const kinds = await studio.app.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
    await window.loadURL('data:text/html,<webview src="data:text/html,hello" allowpopups></webview>')
    await window.webContents.executeJavaScript('new Promise((done) => setTimeout(done, 300))')
    const found = webContents.getAllWebContents().map((contents) => contents.getType())
    window.destroy()
    return found
  })
  expect(kinds).not.toContain('webview')
  expect(await page.evaluate(() => 'getWebContentsId' in document.createElement('webview'))).toBe(false)
})

test('13: the page cannot navigate away', async () => {
  const addresses = [
    `http://${address}/`,
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,evil',
    'app://evil/',
    'app://bundle/index.html',
    'app://bundle/?x',
    'chrome://gpu'
  ]
  await page.evaluate(() => Object.assign(globalThis, { still: 'here' }))
  for (const address of addresses) {
    await page.evaluate((address) => {
      const link = document.createElement('a')
      link.href = address
      document.body.append(link)
      link.click()
      link.remove()
      location.assign(address)
    }, address)
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  expect(await page.evaluate(() => Reflect.get(globalThis, 'still'))).toBe('here')

  const back = page.waitForURL('app://bundle/') // about:blank needs no permission; the studio comes back by itself
  await page.evaluate(() => location.assign('about:blank')).catch(() => {})
  await back
  await page.getByRole('main').waitFor()
})

test('14, 15: no second window, and nothing is opened in other programs', async () => {
  await studio.app.evaluate(({ shell }) => {
    Object.assign(globalThis, { handedOver: [] as string[] })
    shell.openExternal = async (url: string) => void (Reflect.get(globalThis, 'handedOver') as string[]).push(url)
  })
  const opened = await page.evaluate(
    (address) =>
      [`http://${address}/`, 'https://example.com', 'file:///', 'about:blank', 'app://bundle/', 'mailto:a@b.c', ''].map(
        (url) => window.open(url, '_blank', 'nodeIntegration=yes,contextIsolation=no') === null
      ),
    address
  )
  expect(new Set(opened)).toEqual(new Set([true]))
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'mailto:a@b.c', target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
  })
  expect(await studio.app.evaluate(() => Reflect.get(globalThis, 'handedOver'))).toEqual([])
  expect(sources('main').filter((text) => text.includes('openExternal'))).toEqual([])
})

/** The text of every source file in a folder. */
const sources = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8'))

test('16: a current Electron, pinned to the patch', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number.parseInt(devDependencies['electron']!, 10)).toBeGreaterThanOrEqual(45)
})

test('17: main answers only the studio’s own page', async () => {
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
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  const before = (await studioState(page)).film!
  const answers = await page.evaluate(async () => {
    let deep: unknown = []
    for (let level = 0; level < 900; level++) deep = [deep]
    const huge = 'x'.repeat(8_000_000)
    const card = { id: 'a', prompt: 'p' }
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
      { type: 'export.start', session: 1, order: { format: 'mp4', scale: 3 } },
      { type: 'export.start', session: 1, order: { format: 'mp4', scale: '4; rm -rf /' } },
      { type: 'export.start', session: 1, order: { format: 'pdf', summary: huge } },
      { type: 'export.start', session: 1, order: { format: 'srt', scale: 2 } },
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
  })
  for (const answer of answers.all) {
    expect(answer).toMatchObject({ ok: false, error: { code: expect.any(String), remedy: expect.any(String) } })
    expect(JSON.stringify(answer).length).toBeLessThan(2_000) // the answer does not contain the sent data
  }
  expect(new Set(answers.stuck)).toEqual(new Set(['refused']))
  expect((await studioState(page)).film!.view).toEqual(before.view)
  expect(await page.evaluate(() => Reflect.get({}, 'evil'))).toBeUndefined()
})

test('18: no file://, and app:// serves only its own files', async () => {
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
