import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { parseSketch, readPictureFile } from '../../../main/project/sketches.ts'
import { damageText, damageOf, damagesOf } from '../../../main/project/check.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, storybookFacts } from '../kit/made.ts'
import { pngSaying, webpOf } from '../kit/pictures.ts'

const card = cardId('card-1')

describe('a sketch', () => {
  test('is kept with the film: reopened, saved elsewhere, duplicated, recovered, undone', async () => {
    const folder = freshFolder()
    const at = (name: string): string => join(folder, `${name}.throughline`)
    const bytes = Buffer.from(await webpOf(160, 90))
    const project = Project.create(at('a'), filmOf(2))
    project.sketch(card, parseSketch(bytes))
    const { sketch } = project.film.cards[0]!
    await project.duplicate(at('b'))
    await project.saveAs(at('c'))
    project.undo()
    expect(project.film.cards[0]!.sketch).toBeNull()
    project.redo()
    project.close()
    recoverProject(at('a'), at('d'))
    for (const name of ['a', 'b', 'c', 'd']) {
      const again = Project.open(at(name))
      expect(again.film.cards[0]!.sketch).toBe(sketch)
      expect(again.asset(sketch!)).toEqual({ type: 'image/webp', bytes })
      again.close()
    }
  })

  test('that is invalid or too large is refused and changes nothing', async () => {
    const garbage = [new Uint8Array(), new TextEncoder().encode('<svg/>'), pngSaying(60_000, 60_000)]
    for (const bytes of garbage) expect(codeOf(() => parseSketch(bytes))).toBe('sketch.type')
    expect(codeOf(() => readPictureFile(join(freshFolder(), 'none.png')))).toBe('sketch.unreadable')
  })

  test('that changed on the disk is reported by its shot, also by Recover', async () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = Project.create(path, filmOf(3))
    project.sketch(cardId('card-2'), parseSketch(await webpOf(160, 90)))
    project.close()
    const db = new Database(path)
    db.exec("UPDATE asset SET bytes = CAST(substr(bytes, 1, 60) || x'00' || substr(bytes, 62) AS BLOB)")
    db.close()
    const opened = Project.open(path)
    expect(damagesOf(opened, storybookFacts.base).map(damageText)).toEqual([
      'shot 2: a sketch (the bytes of asset 1 changed)'
    ])
    opened.close()
    const { faults } = recoverProject(path, `${path}.copy`)
    expect(faults.map((fault) => damageOf(fault, opened.film, storybookFacts.base).shot)).toEqual(['2'])
  })

  test('that was replaced in the file is not shown', async () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = Project.create(path, filmOf(1))
    project.sketch(card, parseSketch(await webpOf(160, 90)))
    const { sketch } = project.film.cards[0]!
    project.close()
    const exchange = (type: string, bytes: Uint8Array): string => {
      const db = new Database(path)
      db.prepare('UPDATE asset SET type = ?, bytes = ?').run(type, bytes)
      db.close()
      const opened = Project.open(path)
      const code = codeOf(() => opened.asset(sketch!))
      opened.close()
      return code
    }
    expect(exchange('image/webp', await webpOf(80, 45))).toBe('project.damaged')
    expect(exchange('image/png', pngSaying(60_000, 60_000))).toBe('project.damaged')
    expect(exchange('text/html', Buffer.from('<script>'))).toBe('project.damaged')
  })
})
