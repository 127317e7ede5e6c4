/** The plan of an export, as the window gets it: missing and outdated shots. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { exportPlan } from '../../../main/desk/export-plan.ts'
import { ExportTargets } from '../../../main/desk/export-targets.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import { height, latentBytes, madeFilm, width } from '../kit/moving-picture.ts'
import { webpOf } from '../kit/pictures.ts'

const pack = { facts: { ...storybookFacts, width, height, latentBytes }, folder: '' }

test('names shots that are left out, cut short, outdated or unprintable', async () => {
  const folder = freshFolder()
  const project = madeFilm(join(folder, 'a.throughline'), 4, 1)
  const plan = () => exportPlan(project, pack, new ExportTargets(() => folder))
  const [made, planned] = [cardId('card-1'), cardId('planned')]
  project.edit({ type: 'setText', card: made, field: 'prompt', text: project.takes()[0]!.prompt })
  expect(await plan()).toMatchObject({ unmade: [], partial: ['1'], blank: [], outdated: [], unsure: [], seconds: 3 })

  project.edit({ type: 'duplicateCards', cards: [made], copies: [planned] })
  project.edit({ type: 'setText', card: planned, field: 'shot', text: '12A' })
  expect(await plan()).toMatchObject({ unmade: ['12A'], partial: ['1'], blank: ['12A'], outdated: [] })
  project.sketch(planned, { type: 'image/webp', bytes: Buffer.from(await webpOf(160, 90)) })
  expect(await plan()).toMatchObject({ unmade: ['12A'], blank: [] })

  project.edit({ type: 'setLength', card: made, length: 3 as never })
  expect(await plan()).toMatchObject({ partial: [], outdated: [] })
  project.edit({ type: 'setText', card: made, field: 'prompt', text: 'a dog' })
  expect(await plan()).toMatchObject({ unmade: ['12A'], partial: [], outdated: ['1'], unsure: [] })
  project.close()
})

test('gives a name the extension of the format, also after a number with a point', () => {
  const folder = freshFolder()
  const project = madeFilm(join(folder, 'a.throughline'), 1, 1)
  const targets = new ExportTargets(() => folder)
  const named = (name: string): string => {
    targets.choose(project, 'mp4', join(folder, name))
    return targets.all(project).mp4.name
  }
  expect(['cat', 'cat v1.2', 'cat.mp4', 'cat.M4V'].map(named)).toEqual([
    'cat.mp4',
    'cat v1.2.mp4',
    'cat.mp4',
    'cat.M4V'
  ])
  project.close()
})
