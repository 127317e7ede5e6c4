/** A device that fails twice in a row, on the command line: refused where nobody answers, asked at a terminal. */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scratch, writeShots } from '../kill/kit/film.ts'
import { cardThatFails } from './kit/card.ts'
import { root, throughline } from './kit/throughline.ts'

const files = scratch()
const film = files.at('film.throughline')
const card = cardThatFails()
const onCard = process.platform === 'linux' && process.arch === 'x64' // and `script` gives a terminal
const slow = { timeout: 400_000 }
beforeAll(async () => {
  expect((await throughline(['new', film, writeShots(files.at('film.shots'), 1, 2)])).code).toBe(0)
  if (onCard) expect((await throughline(['devices', '--try', 'webgpu'], { env: card.env })).code).toBe(0)
}, 400_000)
beforeEach(() => card.fail('lost', 'memory'))
afterAll(() => files.dispose())

const devices = async (): Promise<string[]> => {
  const { cards } = JSON.parse((await throughline(['--json', 'info', film])).stdout) as {
    cards: { takes: { devices: { device: string }[] }[] }[]
  }
  return cards.flatMap(({ takes }) => takes.flatMap((take) => take.devices.map(({ device }) => device)))
}

/** `throughline resume` at a terminal; `answer` is typed as soon as it asks. */
function atTerminal(answer: string): Promise<{ code: number | null; said: string }> {
  const line = `${process.execPath} ${root}main/cli/throughline.ts --device webgpu resume ${film}`
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    env: { ...process.env, ...card.env, NODE_NO_WARNINGS: '1' },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let said = ''
  let answered = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (answered || !said.includes('or stop (s)?')) return
    answered = true
    child.stdin.write(`${answer}\n`)
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, said })))
}

test.runIf(onCard)('without a terminal it is refused with the cause and what to do', slow, async () => {
  const { code, stderr } = await throughline(['--json', '--device', 'webgpu', 'resume', film], { env: card.env })
  const { error } = JSON.parse(stderr) as { error: { code: string; cause: string; remedy: string } }
  expect([code, error.code]).toEqual([4, 'device.given-up'])
  expect(error.cause).toMatch(/"webgpu" failed twice in a row.*Memory ran out while the device "webgpu" computed/)
  expect(error.remedy).toMatch(/What was made is saved\. Go on with the processor \(--device cpu\), or try again/)
  expect(error.remedy).toMatch(/The weights of the model are 52[\d.]* MB, and .* are free: the processor has room/)
})

test.runIf(onCard)('at a terminal it asks: stop keeps what there is', slow, async () => {
  const { code, said } = await atTerminal('s')
  expect(said).toMatch(/was lost, or its driver began anew.*the engine is started again on it by itself/s)
  expect(said).toMatch(/will have been made on two devices/)
  expect(code).toBe(130)
  expect(said).toMatch(/`throughline resume` goes on from there/)
})

test.runIf(onCard)('at a terminal it asks: with the processor the film is made', slow, async () => {
  const { code, said } = await atTerminal('p')
  expect(said).toContain('Go on with the processor (p), try again (t), or stop (s)?')
  expect(code).toBe(0)
  expect((await devices()).at(-1)).toBe('cpu')
})
