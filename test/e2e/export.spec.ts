import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCard, face, made, newFilm } from './kit/hands.ts'
import { expect, launch, test } from './kit/studio.ts'
import { moodyFfmpeg, begin, exported, storedPictures, psnr, probe, frames } from './kit/exported.ts'

test('every format: missing shots are listed first, and the result is the film', async ({ home }) => {
  const ffmpeg = moodyFfmpeg(home)
  process.env['FFMPEG_BIN'] = ffmpeg.path
  const { app, page } = await launch(home)
  delete process.env['FFMPEG_BIN']
  const folder = join(await app.evaluate(({ app }) => app.getPath('documents')), 'Throughline')
  const mp4 = join(folder, 'Untitled film.mp4')

  await newFilm(page)
  await addCard(page, /A purple cat/, 1)
  await page.keyboard.press('Control+e')
  await expect(page.getByText('Shot 1 is not made yet: shown as a sketch or slate.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export MP4' })).toBeEnabled()
  await page.getByLabel('Shots that are not made').selectOption('Not made: leave out')
  await expect(page.getByText('There is no picture to export yet.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export MP4' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await made(page)
  await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
  await addCard(page, /A rabbit/, 4) // never made

  await test.step('the dialog does not move when the format changes', async () => {
    await page.keyboard.press('Control+e')
    const dialog = page.getByRole('dialog')
    const places: string[] = []
    for (const format of await dialog.getByRole('radiogroup').first().getByRole('radio').all()) {
      await format.click()
      const { y, height } = (await dialog.boundingBox())!
      places.push(`${Math.round(y)} ${Math.round(height)}`)
    }
    expect(places.length).toBeGreaterThan(4)
    expect(new Set(places).size).toBe(1)
    await page.getByRole('radio', { name: 'MP4' }).click()
    await page.keyboard.press('Escape')
  })

  await test.step('MP4 is written beside the film without a question', async () => {
    await page.keyboard.press('Control+e')
    await expect(page.getByText('Shot 2 is not made: left out.')).toBeVisible()
    await expect(page.getByText('Encoded by the ffmpeg that FFMPEG_BIN names.')).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('dialog.png') })
    await expect(page.getByRole('radio', { name: '4× 1152 × 640' })).toBeChecked()
    await exported(page, 'MP4')
    expect(probe(mp4, 'codec_name,width,height,r_frame_rate,nb_read_frames')).toBe('h264,1152,640,12/1,12')
    await storedPictures(page, 1, join(home, 'stored'))
    expect(psnr(mp4, join(home, 'stored'))).toBeGreaterThan(30)
  })

  await test.step('the whole film is written with a slate and burnt-in timecode', async () => {
    await page.getByLabel('Shots that are not made').selectOption('Not made: sketch or slate')
    await page.getByRole('checkbox', { name: 'Timecode' }).check()
    await page.screenshot({ path: test.info().outputPath('animatic.png') })
    await exported(page, 'MP4')
    expect(probe(mp4, 'width,height,nb_read_frames')).toBe('1152,640,60')
    await page.getByRole('checkbox', { name: 'Timecode' }).uncheck()
    await page.getByLabel('Shots that are not made').selectOption('Not made: leave out')
  })

  await test.step('the chosen size is used, and remembered', async () => {
    await page.getByRole('radio', { name: 'Original 288 × 160' }).check({ force: true })
    await exported(page, 'MP4')
    expect(probe(mp4, 'width,height')).toBe('288,160')
    expect(psnr(mp4, join(home, 'stored'))).toBeGreaterThan(30)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('radio', { name: 'Original 288 × 160' })).toBeChecked()
  })

  await test.step('an export that fails or is cancelled leaves the old file', async () => {
    const before = readFileSync(mp4)
    writeFileSync(ffmpeg.broken, '')
    await expect(page.getByText('Replaces what you exported before.')).toBeVisible()
    await begin(page, 'MP4')
    await expect(page.getByRole('alert')).toContainText('ffmpeg could not finish (code 7')
    await page.screenshot({ path: test.info().outputPath('failed.png') })
    rmSync(ffmpeg.broken)

    writeFileSync(ffmpeg.slow, '')
    await begin(page, 'MP4')
    await expect(page.getByRole('progressbar', { name: 'Exporting MP4' })).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('running.png') })
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('The export was cancelled. Nothing was replaced.')).toBeVisible()
    rmSync(ffmpeg.slow)
    expect(readFileSync(mp4)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  await test.step('WebM, GIF and single pictures are written', async () => {
    await exported(page, 'WebM')
    expect(probe(join(folder, 'Untitled film.webm'), 'codec_name,width,height,nb_read_frames')).toBe('vp9,1152,640,12')
    await exported(page, 'GIF')
    expect(probe(join(folder, 'Untitled film.gif'), 'codec_name,width,height,nb_read_frames')).toBe('gif,288,160,12')
    await exported(page, 'Pictures')
    expect(readdirSync(join(folder, 'Untitled film'))).toHaveLength(frames)
  })

  await test.step('the hand-off folder has a file per take, the cut, and gaps', async () => {
    await page.getByRole('radio', { name: 'For an editor' }).click()
    await expect(page.getByText('Shot 2 is not made: a gap in the cut.')).toBeVisible()
    await page.getByLabel('Frames a second').selectOption('25')
    await page.getByLabel('Files of the takes').selectOption('H.264, small')
    await page.screenshot({ path: test.info().outputPath('for-an-editor.png') })
    await page.getByRole('button', { name: 'Export for an editor' }).click()
    await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 90_000 })
    await page.getByRole('button', { name: 'Export something else' }).click()
    const name = 'Untitled film 2' // the first name is taken by the pictures
    const inFolder = readdirSync(join(folder, name)).sort()
    expect(inFolder).toEqual([`${name}.csv`, `${name}.edl`, `${name}.fcpxml`, `${name}.otio`, `${name}.xml`, 'media'])
    const take = probe(join(folder, name, 'media', '001_t1.mov'), 'width,height,r_frame_rate,nb_read_frames')
    expect(take).toContain('1152,640,25/1,25')
    expect(readFileSync(join(folder, name, `${name}.edl`), 'utf8')).toContain('SHOT: 2 NOT MADE')
    await page.getByRole('radio', { name: 'For an editor' }).click()
    await expect(page.getByLabel('Frames a second')).toHaveValue('25')
    await page.getByRole('button', { name: 'Make 1 s more of each (1 s of film)' }).click()
    await expect(page.getByText('1 shot without film behind its end.')).toHaveCount(0, { timeout: 90_000 })
  })

  await test.step('a contact sheet is written as PDF', async () => {
    await page.getByRole('radio', { name: 'Contact sheet' }).click()
    await expect(page.getByText('Shot 2 has no picture yet: the place for it stays empty.')).toBeVisible()
    await exported(page, 'Contact sheet')
    const pdf = readFileSync(join(folder, 'Untitled film.pdf'))
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    expect(pdf.toString('latin1')).toMatch(/\/FontName \/\w+\+Inter/) // the window's font, not a system font
    writeFileSync(test.info().outputPath('sheet.pdf'), pdf)
  })

  await test.step('subtitles need dialogue; the shot list needs nothing', async () => {
    await page.getByRole('radio', { name: 'Subtitles' }).click()
    await expect(page.getByText('No dialogue yet.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Export Subtitles' })).toBeDisabled()
    await exported(page, 'Shot list')
    expect(readFileSync(join(folder, 'Untitled film.shots'), 'utf8')).toContain('A purple cat walks')
    await page.keyboard.press('Escape')
    await face(page, 1).click()
    await page.getByRole('textbox', { name: 'Dialogue' }).fill('Where am I?')
    await page.getByRole('textbox', { name: 'Dialogue' }).blur()
    await page.keyboard.press('Control+e')
    await page.getByRole('radio', { name: 'Subtitles' }).click()
    await page.getByRole('button', { name: 'Export Subtitles' }).click()
    await expect(page.getByText('Exported', { exact: true })).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('done.png') })
    expect(readFileSync(join(folder, 'Untitled film.srt'), 'utf8')).toContain(
      '00:00:00,000 --> 00:00:01,000\nWhere am I?'
    )
  })

  await test.step('the last export is shown in its folder', async () => {
    await app.evaluate(({ shell }) => {
      shell.showItemInFolder = (path) => Reflect.set(globalThis, 'shown', path)
    })
    await page.getByRole('button', { name: 'Show in folder' }).click()
    await expect
      .poll(() => app.evaluate(() => Reflect.get(globalThis, 'shown') as string))
      .toMatch(/Untitled film\.srt$/)
    await page.keyboard.press('Escape')
  })

  await test.step('reopened, the dialog offers formats; an unseen result is shown once', async () => {
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('radio', { name: 'MP4' })).toBeVisible()
    await expect(page.getByText('Exported', { exact: true })).toBeHidden()
    writeFileSync(ffmpeg.slow, '')
    await begin(page, 'GIF')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('progressbar', { name: 'Exporting GIF' })).toBeVisible()
    await page.keyboard.press('Escape')
    rmSync(ffmpeg.slow)
    await expect(page.getByRole('status').filter({ hasText: 'Exported' })).toBeVisible()
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('dialog')).toContainText('Untitled film.gif')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('radio', { name: 'MP4' })).toBeVisible()
  })

  await test.step('a foreign file is replaced only with consent', async () => {
    const gif = join(folder, 'Untitled film.gif')
    writeFileSync(gif, 'mine')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await page.getByRole('radio', { name: 'GIF' }).click()
    await expect(page.getByText('Untitled film 2.gif')).toBeVisible() // another name, without a question
    const chosen = join(home, 'holiday.v2')
    writeFileSync(`${chosen}.gif`, 'holiday')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, `${chosen}.MP4`)
    await page.getByRole('button', { name: 'Change…' }).click()
    await expect(page.getByText('Another file has this name already.')).toBeVisible()
    await expect(page.getByText('holiday.v2.gif')).toBeVisible() // the extension is the format's
    await page.getByRole('button', { name: 'Export GIF' }).click()
    await expect(page.getByRole('alertdialog')).toContainText('Replace “holiday.v2.gif”?')
    await page.screenshot({ path: test.info().outputPath('replace.png') })
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Export GIF' }).click()
    await page.getByRole('radio', { name: 'WebM' }).click() // the question was about the GIF
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    expect(readFileSync(`${chosen}.gif`, 'utf8')).toBe('holiday')
    await page.getByRole('radio', { name: 'GIF' }).click()
    await page.getByRole('button', { name: 'Export GIF' }).click()
    await page.getByRole('button', { name: 'Replace it' }).click()
    await expect(page.getByRole('dialog').getByText('Exported')).toBeVisible({ timeout: 90_000 })
    expect(readFileSync(`${chosen}.gif`).toString('latin1', 0, 3)).toBe('GIF')
    expect(readFileSync(gif, 'utf8')).toBe('mine')
    await page.getByRole('button', { name: 'Export something else' }).click()
  })

  await test.step('leaving or quitting during an export asks; “no” changes nothing', async () => {
    writeFileSync(ffmpeg.slow, '')
    await begin(page, 'GIF')
    await page.keyboard.press('Escape')
    const gif = readFileSync(join(home, 'holiday.v2.gif'))
    const answer = (response: number): Promise<void> =>
      app.evaluate(({ dialog }, response) => {
        const asked = (Reflect.get(globalThis, 'asked') ?? []) as string[]
        Reflect.set(globalThis, 'asked', asked)
        dialog.showMessageBox = (async (...args: unknown[]) => {
          asked.push((args.at(-1) as { message: string }).message)
          return { response, checkboxChecked: false }
        }) as typeof dialog.showMessageBox
      }, response)
    const asked = (): Promise<readonly string[]> => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
    await answer(0)
    await page.keyboard.press('Control+w')
    await expect.poll(asked).toEqual(['The film is still being exported'])
    await app.evaluate(({ app }) => app.quit())
    await expect.poll(asked).toHaveLength(2)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    await expect.poll(asked).toHaveLength(3)
    await expect(page.getByRole('textbox', { name: 'Name of the film' })).toBeVisible()
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('progressbar', { name: 'Exporting GIF' })).toBeVisible()
    await page.keyboard.press('Escape')
    await answer(1)
    await page.keyboard.press('Control+w')
    await expect(page.getByRole('heading', { name: 'Recent films' })).toBeVisible()
    expect(await asked()).toHaveLength(4)
    expect(readFileSync(join(home, 'holiday.v2.gif'))).toEqual(gif) // the old file
    expect(readdirSync(home).filter((name) => name.includes('partial'))).toEqual([])
  })
  await app.close()
})
