/** What an exported file holds, as ffmpeg sees it, and an ffmpeg that can be told to fail. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { card } from './hands.ts'
import { expect } from './studio.ts'

export const frames = 12 // a second of film
const size = { width: 288, height: 160 } // of the storybook pack

/** An ffmpeg that waits while the file `slow` exists, and fails while `broken` exists. */
export function moodyFfmpeg(home: string): { path: string; slow: string; broken: string } {
  const [path, slow, broken] = ['ffmpeg', 'slow', 'broken'].map((name) => join(home, name)) as [string, string, string]
  const script = [
    '#!/bin/sh',
    `[ -e ${broken} ] && { echo "the encoder is out of order" >&2; exit 7; }`,
    `while [ -e ${slow} ]; do sleep 0.1; done`,
    `exec ${execFileSync('which', ['ffmpeg'], { encoding: 'utf8' }).trim()} "$@"`
  ]
  writeFileSync(path, script.join('\n'), { mode: 0o755 })
  return { path, slow, broken }
}

/** Chooses a format in the export dialog and starts the export. */
export async function begin(page: Page, format: string): Promise<void> {
  await page.getByRole('radio', { name: format }).click()
  await page.getByRole('button', { name: `Export ${format}` }).click()
}

/** @param timeout milliseconds */
export async function exported(page: Page, format: string, timeout = 90_000): Promise<void> {
  await begin(page, format)
  await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout })
  await page.getByRole('button', { name: 'Export something else' }).click()
}

/** Writes the stored pictures of a shot's first second into a folder. */
export async function storedPictures(page: Page, number: number, folder: string): Promise<void> {
  const address = await card(page, number).locator('img').first().getAttribute('src')
  const [, take] = /^\/frame\/([^/]+)\//.exec(address!)!
  mkdirSync(folder)
  for (let frame = 0; frame < frames; frame++) {
    const bytes = await page.evaluate(
      async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
      `/frame/${take}/0/${frame}`
    )
    writeFileSync(join(folder, `${String(frame).padStart(2, '0')}.jpg`), Uint8Array.from(bytes))
  }
}

/** Mean PSNR in dB of a film, scaled down to the size of the pictures, against them. */
export function psnr(film: string, pictures: string): number {
  const compare = [
    '-i',
    film,
    '-framerate',
    '12',
    '-i',
    join(pictures, '%02d.jpg'),
    '-lavfi',
    `[0:v]scale=${size.width}:${size.height}:flags=area[film];[film][1:v]psnr`,
    '-f',
    'null',
    '-'
  ]
  const told = execFileSync('sh', ['-c', 'ffmpeg -hide_banner "$@" 2>&1', 'sh', ...compare], { encoding: 'utf8' })
  return Number(/average:([\d.]+)/.exec(told)![1])
}

export const probe = (path: string, field: string): string =>
  execFileSync(
    'ffprobe',
    ['-v', 'error', '-count_frames', '-show_entries', `stream=${field}`, '-of', 'csv=p=0', path],
    { encoding: 'utf8' }
  ).trim()
