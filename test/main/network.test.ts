/** The command line, its engine and ffmpeg open no network socket, as traced by strace. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder } from './kit/fresh-folder.ts'
import { throughline } from './kit/throughline.ts'

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
const traced = (log: string): string[] => [
  'strace',
  '-f',
  '--seccomp-bpf',
  '-o',
  log,
  '-e',
  'trace=socket,connect,sendto'
]
/** All sockets other than local ones. */
const network = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /\bAF_(INET6?|PACKET)\b/.test(line))

test.runIf(canTrace)(
  'a film is made, exported and verified without a socket to any network',
  async () => {
    const folder = freshFolder()
    const [shots, log] = [join(folder, 'a.shots'), join(folder, 'log')]
    writeFileSync(shots, '## One (1 s)\nA cat dances in a meadow.\n')
    for (const args of [
      ['render', shots],
      ['export', join(folder, 'a.throughline'), '--format', 'srt'],
      ['verify', join(folder, 'a.throughline')]
    ]) {
      const { code } = await throughline(args, { under: traced(log) })
      expect([args, code, network(log)]).toEqual([args, 0, []])
    }
    const asks = `require('net').connect(9, '127.0.0.1').on('error', () => {})`
    spawnSync(traced(log)[0]!, [...traced(log).slice(1), process.execPath, '-e', asks])
    expect(network(log)).not.toEqual([]) // the trace does detect a network socket
  },
  120_000
)

test('there is no updater, neither Electron’s nor another', () => {
  const sources = readdirSync('main', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  expect(
    sources.filter((name) => /autoUpdater|update-electron/.test(readFileSync(join('main', name), 'utf8')))
  ).toEqual([])
  expect(readFileSync('package.json', 'utf8')).not.toMatch(/electron-updater|update-electron-app/)
})
