/** Every export format of the command line, through the real program. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
beforeEach(() => {
  here = new Case()
  writeFileSync(here.at('film.shots'), '## One (1 s, seed 1)\nA cat dances in a meadow.\n> dialogue: Look at me!\n')
})
afterEach(() => here.dispose())

test('dialogue and shot list are exported from a film without takes', { timeout: 240_000 }, async () => {
  const path = here.at('film.throughline')
  expect((await throughline(['new', path, here.at('film.shots')])).code).toBe(0)
  const told = await throughline(['--json', 'export', path, '--format', 'srt'])
  expect(JSON.parse(told.stdout)).toEqual({ text: { path: here.at('film.srt'), format: 'srt' } })
  expect(readFileSync(here.at('film.srt'), 'utf8')).toContain('00:00:00,000 --> 00:00:01,000\nLook at me!')
  expect((await throughline(['export', path, '-f', 'shots', '-o', here.at('again.shots')])).code).toBe(0)
  expect(readFileSync(here.at('again.shots'), 'utf8')).toContain('A cat dances in a meadow.')
  const odd = await throughline(['export', path, '--format', 'avi'])
  expect(odd.code).toBe(2)
  expect(odd.stderr).toMatch(/avi.*mp4, webm, gif, png, srt, shots, edit, prores.*vtt, otio, fcpxml, xmeml, edl, csv/s)
  await here.refuses(['export', path, '--format', 'srt', '--scale', '2'], {
    code: 2,
    says: 'usage.scale',
    words: /--scale is for pictures/
  })
  for (const command of [['resume'], ['regenerate', '--card', '1']]) {
    await here.refuses([...command, path, '--scale', '2'], {
      code: 2,
      says: 'usage.scale',
      words: /--scale.*--output/s
    })
  }
  for (const burnt of ['name', 'number,number', 'number,', '']) {
    await here.refuses(['export', path, '--burn', burnt], {
      ...{ code: 2, says: 'usage.invalid', words: /--burn.*number, or timecode/s }
    })
  }
  const odds = [
    ['shots', ['--animatic'], /--animatic is for a film, .*shots is none/],
    ['srt', ['--burn', 'number'], /--burn is for pictures; srt has none/]
  ] as const
  for (const [form, more, words] of odds)
    await here.refuses(['export', path, '--format', form, ...more], { code: 2, says: 'usage.animatic', words })
  const sizes = [
    [['--fit', 'crop'], 'usage.size', /--fit goes with --size/],
    [['--size', 'square', '--at', '0,0'], 'usage.size', /--at goes with --fit crop/],
    [['-f', 'srt', '--size', '720p'], 'usage.size', /--size is for pictures; srt has none/],
    [['-f', 'srt', '--enlarge', 'nearest'], 'usage.size', /--enlarge is for pictures/],
    [['--size', '720p', '--scale', '2'], 'usage.invalid', /--size.*--scale/s],
    [['--size', '1281x720'], 'usage.invalid', /--size.*even numbers from 64 to 4096/s],
    [['--size', '8000x720'], 'usage.invalid', /--size/],
    [['--size', 'imax'], 'usage.invalid', /720p, 1080p, square, upright/],
    [['--size', 'square', '--fit', 'crop', '--at', '2,0'], 'usage.invalid', /--at.*from 0 to 1/s],
    [['--size', 'square', '--fit', 'stretch'], 'usage.invalid', /bars, crop/],
    [['--enlarge', 'magic'], 'usage.invalid', /lanczos, bicubic, nearest/]
  ] as const
  for (const [more, says, words] of sizes) await here.refuses(['export', path, ...more], { code: 2, says, words })
  for (const scale of ['3', '0', '2x', '']) {
    await here.refuses(['export', path, '--scale', scale], {
      code: 2,
      says: 'usage.invalid',
      words: /--scale.*1, 2, 4/s
    })
  }
})

test('the cut is exported for an editing program, at its frame rate', { timeout: 240_000 }, async () => {
  const path = here.at('film.throughline')
  expect((await throughline(['new', path, here.at('film.shots')])).code).toBe(0)
  const text = async (name: string, ...more: string[]): Promise<string> => {
    expect((await throughline(['export', path, '-o', here.at(name), ...more])).code).toBe(0)
    return readFileSync(here.at(name), 'utf8')
  }
  expect(JSON.parse(await text('film.otio', '--rate', '23.976'))).toMatchObject({
    global_start_time: { rate: 24000 / 1001, value: 86400 }
  })
  expect(await text('film.edl', '--rate', '25')).toContain('01:00:00:00 01:00:01:00\r\n* COMMENT: SHOT: 1 NOT MADE')
  expect(await text('film.csv')).toContain('1,,One,A cat dances in a meadow.,Look at me!,,00:00:01:00,01:00:00:00,,,')
  expect(await text('film.fcpxml', '--rate', '29.97')).toContain('frameDuration="1001/30000s" width="288" height="160"')
  expect(await text('film.xml', '--rate', '29.97')).toContain('<ntsc>TRUE</ntsc>')
  expect(await text('film.vtt')).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nLook at me!\n')
  await here.refuses(['export', path, '-o', here.at('b.otio'), '--rate', '12'], {
    ...{ code: 2, says: 'usage.invalid', words: /--rate.*24, 25, 30, 23.976, 29.97/s }
  })
  await here.refuses(['export', path, '--format', 'vtt', '-o', here.at('b.vtt'), '--rate', '25'], {
    ...{ code: 2, says: 'usage.rate', words: /prores.*otio, fcpxml, xmeml, edl, csv/ }
  })
})

test('videos, single pictures and a hand-off folder are exported', { timeout: 480_000 }, async () => {
  const path = here.at('film.throughline')
  expect(
    (await throughline(['render', here.at('film.shots'), '--project', path, '-o', here.at('film.mp4')])).code
  ).toBe(0)
  for (const format of ['webm', 'gif', 'png']) {
    expect((await throughline(['export', path, '--format', format])).code).toBe(0)
  }
  const large = here.at('large.mp4')
  const told = await throughline(['--json', 'export', path, '--scale', '2', '-o', large])
  expect(JSON.parse(told.stdout)).toMatchObject({ video: { path: large, width: 576, height: 320, reused: 0 } })
  const probe = (file: string): string =>
    execFileSync(
      'ffprobe',
      [
        ...['-v', 'error', '-count_frames', '-select_streams', 'v'],
        ...['-show_entries', 'stream=codec_name,width,height,nb_read_frames'],
        ...['-of', 'csv=p=0', file]
      ],
      { encoding: 'utf8' }
    ).trim()
  expect(probe(here.at('film.mp4'))).toBe('h264,288,160,12')
  const upright = here.at('upright.mp4')
  const cropped = ['--size', 'upright', '--fit', 'crop', '--at', '0.25,0.5', '--enlarge', 'nearest', '-o', upright]
  expect(JSON.parse((await throughline(['--json', 'export', path, ...cropped])).stdout)).toMatchObject({
    video: { width: 1080, height: 1920 }
  })
  expect(probe(upright)).toBe('h264,1080,1920,12')
  expect(probe(here.at('film.webm'))).toBe('vp9,288,160,12')
  expect(probe(here.at('film.gif'))).toBe('gif,288,160,12')
  expect(probe(large)).toBe('h264,576,320,12')
  expect(readdirSync(here.at('film'))).toHaveLength(12)
  expect((await throughline(['export', path, '-o', here.at('film.mov'), '--rate', '25'])).code).toBe(0)
  expect(probe(here.at('film.mov'))).toBe('prores,288,160,25')
  const cut = ['export', path, '--format', 'edit', '-o', here.at('cut'), '--media', 'h264']
  expect(JSON.parse((await throughline(['--json', ...cut])).stdout)).toMatchObject({
    edit: {
      ...{ path: here.at('cut'), rate: '24', media: 'h264', seconds: 1, width: 288 },
      files: [{ name: '001_t1.mov', reel: '001T1', frames: 24 }],
      events: [{ shot: '1', start: 0, frames: 24, file: '001_t1.mov', from: 0 }]
    }
  })
  expect(readdirSync(here.at('cut')).sort()).toEqual([
    'cut.csv',
    'cut.edl',
    'cut.fcpxml',
    'cut.otio',
    'cut.srt',
    'cut.vtt',
    'cut.xml',
    'media'
  ])
  expect(probe(here.at('cut/media/001_t1.mov'))).toBe('h264,288,160,24')
  const withTail = ['export', path, '--format', 'edit', '-o', here.at('tail'), '--media', 'h264', '--tails', '1']
  expect(JSON.parse((await throughline(['--json', ...withTail])).stdout)).toMatchObject({
    edit: { files: [{ name: '001_t1.mov', frames: 48 }], events: [{ start: 0, frames: 24, from: 0 }] }
  })
  await here.refuses(cut, { code: 5, says: 'export.folder-used', words: /exists already/ })
  await here.refuses(['export', path, '-o', here.at('b.mov'), '--takes', 'all'], {
    ...{ code: 2, says: 'usage.edit', words: /--format edit/ }
  })
  await here.refuses(['export', path, '--format', 'png'], {
    code: 5,
    says: 'export.folder-used',
    words: /exists already/
  })
})
