/** No network access by any process of the window: its system calls are traced while a film is made. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { addCard, made, newFilm } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** A stand-in for Electron's package folder: runs Electron under `strace`, which writes to `log`. */
function tracedElectron(home: string, log: string): string {
  const folder = join(home, 'electron')
  const real = join('node_modules', 'electron', 'dist', 'electron')
  mkdirSync(folder)
  const trace = 'socket,connect,sendto,sendmsg,sendmmsg,execve'
  const line = `exec strace -f --seccomp-bpf -qq -s 64 -o '${log}' -e trace=${trace} -- '${resolve(real)}' "$@"`
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${line}\n`)
  chmodSync(join(folder, 'electron'), 0o755)
  symlinkSync(resolve(dirname(real), 'version'), join(folder, 'version'))
  return folder
}

/** Connections and datagrams to addresses beyond this machine. Playwright itself uses 127.0.0.1. */
const beyond = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /sin6?_(?:addr|port)|AF_PACKET|AF_NETLINK.*RTM_(?:NEW|DEL)/.test(line))
    .filter((line) => !/inet_addr\("127\.|inet_pton\(AF_INET6, "::1"|inet_addr\("0\.0\.0\.0"\)/.test(line))

/** Chromium looks up the route to this address to detect IPv6 (docs/security.md). */
const isProbe = (line: string): boolean => / connect\(.*"2001:4860:4860::8888"/.test(line)

test('no process of the window connects or sends beyond this machine', async ({ home }) => {
  test.skip(!canTrace, 'needs strace')
  test.setTimeout(240_000)
  const log = join(home, 'log')
  const before = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const { resolve: find, cache } = createRequire(import.meta.url)
  const forget = (): boolean => Reflect.deleteProperty(cache, find('electron')) // it caches Electron's path
  forget()
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = tracedElectron(home, log)
  const { app, page } = await launch(home).finally(() => {
    forget()
    if (before === undefined) delete process.env['ELECTRON_OVERRIDE_DIST_PATH']
    else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = before
  })
  await newFilm(page)
  await addCard(page, /A purple cat walks/, 1)
  await page.getByRole('button', { name: 'Generate film' }).click()
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  await app.close()
  const all = readFileSync(log, 'utf8')
  expect(all).toMatch(/connect\(/) // the trace works
  expect(beyond(log).filter((line) => !isProbe(line))).toEqual([])
  expect(all).not.toMatch(/socket\(AF_INET6, SOCK_(?:STREAM|RAW)/) // the probe's socket is a datagram one: connecting sends nothing
})
