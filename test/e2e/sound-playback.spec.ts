/** Sound while the film plays: heard where its clip is, the pictures follow its clock, edits are heard at once. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpen } from './kit/drop-file.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'
import { filmState } from './kit/window.ts'

interface Look {
  readonly frame: number
  /** Seconds of the output's clock. */
  readonly time: number
  /** Largest value that is handed to the output now, 0 … 1. */
  readonly peak: number
}

declare global {
  interface Window {
    looks: Look[]
    output: AudioContext | undefined
  }
}

/** Notes at every repaint where the playhead is and what is heard. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.looks = []
    const Real = window.AudioContext
    let meter: AnalyserNode
    window.AudioContext = class extends Real {
      constructor(options?: AudioContextOptions) {
        super(options)
        window.output = this
        meter = new AnalyserNode(this, { fftSize: 2048 })
        meter.connect(super.destination)
      }
      override get destination(): AudioDestinationNode {
        const given: AudioNode = meter ?? super.destination
        return given as AudioDestinationNode
      }
    }
    const samples = new Float32Array(2048)
    requestAnimationFrame(function look() {
      requestAnimationFrame(look)
      if (!window.output) return
      meter.getFloatTimeDomainData(samples)
      const frame = Number(document.querySelector('[role=slider][aria-label=Playhead]')!.getAttribute('aria-valuenow'))
      window.looks.push({ frame, time: window.output.currentTime, peak: Math.max(...samples.map(Math.abs)) })
    })
  })

const looks = (page: Page): Promise<Look[]> => page.evaluate(() => window.looks.splice(0))
const frameNow = (page: Page): Promise<number> =>
  page.getByRole('slider', { name: 'Playhead', exact: true }).getAttribute('aria-valuenow').then(Number)

test('the film is heard where its sound is, and follows its clock', async ({ home }) => {
  test.setTimeout(300_000)
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['One.', 'Two.', 'Three.'])
  const tone = join(home, 'tone.wav')
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=6', '-af', 'volume=6', tone])
  const { app, page } = await launch(home, [film])
  await listen(page)
  const { fps } = (await filmState(page)).view.base
  await page.getByRole('slider', { name: 'Playhead', exact: true }).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await answerOpen(app, tone)
  await page.keyboard.press('a')
  await expect(page.getByRole('button', { name: /^tone\.wav, Music, from 00:00:02:00/ })).toBeVisible({
    timeout: 60_000
  })
  await page.keyboard.press('Home')

  await test.step('silent before the clip, loud from its first frame on', async () => {
    await page.keyboard.press('Space')
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeGreaterThan(4 * fps)
    await page.keyboard.press('k')
    const seen = (await looks(page)).filter(({ frame }) => frame > 0)
    const first = seen.find(({ peak }) => peak > 0.05)!
    expect(Math.abs(first.frame - 2 * fps)).toBeLessThanOrEqual(2)
    const [start, end] = [seen.find(({ frame }) => frame > 0)!, seen.findLast(({ frame }) => frame > 3 * fps)!]
    expect(Math.abs(end.frame - start.frame - (end.time - start.time) * fps)).toBeLessThanOrEqual(2)
  })

  await test.step('muted while it plays: silence, and the pictures go on', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeGreaterThan(3 * fps)
    await page.getByRole('button', { name: 'Mute: Music' }).click()
    const from = await frameNow(page)
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeGreaterThan(from + fps)
    await looks(page)
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeGreaterThan(from + 2 * fps)
    expect(Math.max(...(await looks(page)).map(({ peak }) => peak))).toBeLessThan(0.001)
    await page.keyboard.press('k')
    await page.getByRole('button', { name: 'Mute: Music' }).click()
  })

  await test.step('while its clock stands still, so do the pictures', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeGreaterThan(fps)
    const [before, after] = await page.evaluate(async () => {
      const now = (): number =>
        Number(document.querySelector('[role=slider][aria-label=Playhead]')!.getAttribute('aria-valuenow'))
      await window.output!.suspend()
      const rest = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))
      await rest(300)
      const before = now()
      await rest(700)
      const after = now()
      await window.output!.resume()
      return [before, after]
    })
    expect(after - before).toBeLessThanOrEqual(1)
    await expect.poll(() => frameNow(page)).toBeGreaterThan(after + 3)
    await page.keyboard.press('k')
  })

  await test.step('backwards it is silent, by the clock of the computer', async () => {
    await page.keyboard.press('End')
    await looks(page)
    await page.keyboard.press('j')
    const from = await frameNow(page)
    await expect.poll(() => frameNow(page), { intervals: [50] }).toBeLessThan(from - fps)
    await page.keyboard.press('k')
    expect(Math.max(...(await looks(page)).slice(5).map(({ peak }) => peak))).toBeLessThan(0.001)
  })
  await app.close()
})
