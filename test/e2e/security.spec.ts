/** Electron's security checklist, points 1 to 15, against the running program; docs/security.md explains each. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { guarded, sources } from './kit/guarded.ts'

const here = guarded()

/** The web preferences of the running window. */
const preferences = (): Promise<Record<string, unknown>> =>
  here.studio.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    return (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })

test('1: only its own content: no request, no socket, no name, no peer', async () => {
  const { studio, page, address } = here
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
  const { page } = here
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis)
  )
  expect(found).toEqual([])
  const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences()
  expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames].some(Boolean)).toBe(false)
})

test('3: the page and the preload script live in different worlds', async () => {
  const { page } = here
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
  const { studio } = here
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
  const { page } = here
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
  const { page } = here
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
  const { studio, page } = here
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
  const { page, address } = here
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
  const { studio, page, address } = here
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
  })
  expect(await studio.app.evaluate(() => Reflect.get(globalThis, 'handedOver'))).toEqual([])
  const windows = await studio.app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false })
    await window.loadURL('data:text/html,hello')
    const opened = await window.webContents.executeJavaScript(`window.open('about:blank') !== null`, true)
    window.destroy()
    return opened as boolean
  })
  expect(windows).toBe(false)
  expect(sources('main').filter((text) => text.includes('openExternal'))).toEqual([])
})
