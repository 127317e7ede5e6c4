import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cardId, takeId } from '../../../app/ids.ts'
import { damageText, damageOf, damagesOf } from '../../../main/project/check.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { connect } from '../../../main/store/connection.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, storybookFacts, takeOf } from '../kit/made.ts'
import { olderForm } from '../kit/older-form.ts'

const take = takeId('take-1')

const otherPicture = "CAST(substr(jpeg, 1, 300) || x'00' || substr(jpeg, 302) AS BLOB)"

/** A closed film with two shots, the second made; `hurt` is SQL that damages it. */
function film(hurt?: string): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(2), { place: 7 })
  project.startTake(takeOf(take, 3), memory(take, 0), { card: cardId('card-2'), burst: null })
  for (let index = 0; index < 3; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
  project.close()
  if (hurt) {
    const db = new Database(path)
    db.pragma('foreign_keys = OFF')
    db.exec(hurt)
    db.close()
  }
  return path
}
const told = (path: string): string[] => {
  const project = Project.open(path, { readOnly: true })
  try {
    return damagesOf(project, storybookFacts.base).map(damageText)
  } finally {
    project.close()
  }
}

describe('what is damaged', () => {
  test('is nothing in an intact, recovered or copied film', async () => {
    const path = film()
    const project = Project.open(path)
    await project.duplicate(join(path, '..', 'b.throughline'))
    project.close()
    recoverProject(path, join(path, '..', 'c.throughline'))
    for (const name of ['a', 'b', 'c']) expect(told(join(path, '..', `${name}.throughline`))).toEqual([])
  })
  test.each([
    [`UPDATE frame SET jpeg = ${otherPicture} WHERE number = 16`, 'shot 2, from 1 s on: pictures (picture 4 changed)'],
    ['DELETE FROM frame WHERE number = 36', 'shot 2, from 2 s on: pictures (pictures are missing)'],
    ["UPDATE page SET bytes = x'00' WHERE number = 3", 'shot 2, from 2 s on: a memory (the bytes of page 3 changed)'],
    [
      "UPDATE chunk SET latents = x'00' WHERE number = 1",
      'shot 2, from 0 s on: a master (the latents of chunk 1 changed)'
    ],
    [
      "UPDATE chunk SET device = 'gpu' WHERE number = 2",
      'shot 2, from 1 s on: the record of a second (chunk 2 is not what was stored)'
    ],
    ["UPDATE setting SET value = '8'", 'the film: a setting (setting 1 is not what was stored)'],
    ['DELETE FROM page WHERE number = 1', 'the film: a memory (1 of table page is missing)']
  ])('is named by shot and second: %s', async (hurt, words) => {
    const path = film(hurt)
    expect(told(path)).toEqual([words])
    const project = Project.open(path)
    const copied = project.duplicate(join(path, '..', 'b.throughline'))
    await expect(copied).rejects.toMatchObject({ code: 'project.damaged' })
    project.close()
  })
  test.each([
    ["UPDATE film SET document = replace(document, 'The purple cat', 'The purple dog')", 'project.damaged'],
    ["UPDATE card SET json = replace(json, 'shot 1', 'shot 7') WHERE number = 1", 'project.damaged'],
    ['DELETE FROM card WHERE number = 2', 'project.damaged'],
    ["UPDATE take SET prompt = 'a purple dog'", 'project.damaged'],
    ['UPDATE take SET seed = seed - 1', 'project.damaged'],
    ['DELETE FROM edit WHERE number = 1', 'project.damaged']
  ])('in storyboard, takes and edits prevents opening: %s', (hurt, code) => {
    expect(codeOf(() => Project.open(film(hurt)))).toBe(code)
  })
  test('prevents opening when the end of the last page is missing', async () => {
    const path = film()
    const { truncateSync, statSync } = await import('node:fs')
    truncateSync(path, statSync(path).size - 1)
    expect(codeOf(() => Project.open(path))).toBe('project.damaged')
  })
})

test('a film from before hashes gets them when it is opened, and is intact', () => {
  const path = film(olderForm(4))
  expect(told(path)).toEqual([]) // read-only: without hashes
  Project.open(path).close()
  expect(told(path)).toEqual([])
  const db = connect(path, { readonly: true })
  expect(db.prepare('SELECT count(*) FROM proof').pluck().get()).toBeGreaterThan(10)
  db.close()
})

describe('recovery of a damaged film keeps what is as it was stored', () => {
  const recovered = (hurt: string): { words: string[]; copy: Project } => {
    const path = film(hurt)
    const target = join(path, '..', 'b.throughline')
    const { faults } = recoverProject(path, target)
    expect(told(target)).toEqual([])
    const copy = Project.open(target, { readOnly: true })
    return { words: faults.map((fault) => damageText(damageOf(fault, copy.film, storybookFacts.base))), copy }
  }
  test.each([
    [
      `UPDATE frame SET jpeg = ${otherPicture} WHERE number = 16`,
      [
        'shot 2, from 1 s on: pictures (frame 16 is not what was stored)',
        'shot 2, from 1 s on: pictures (not all pictures could be read)'
      ]
    ],
    ['DELETE FROM frame WHERE number = 24', ['shot 2, from 1 s on: pictures (not all pictures could be read)']]
  ])('but no pictures of a chunk with one changed or missing: %s', (hurt, words) => {
    const { words: said, copy } = recovered(hurt)
    expect(said).toEqual(words)
    expect(copy.chunksOf(take).map(({ id }) => copy.frames(id).length)).toEqual([12, 0, 12])
    copy.close()
  })
  test('but no second with changed latents, nor the seconds after it', () => {
    const { words, copy } = recovered("UPDATE chunk SET latents = x'00' WHERE number = 2")
    expect(words).toEqual([
      'shot 2, from 1 s on: the record of a second (chunk 2 is damaged or hangs on what is lost)',
      'shot 2, from 2 s on: the record of a second (a chunk before it is lost)'
    ])
    expect(copy.chunksOf(take)).toHaveLength(1)
    copy.close()
  })
  test('but no changed setting', () => {
    const { words, copy } = recovered("UPDATE setting SET value = '8'")
    expect(words).toEqual(['the film: a setting (setting 1 is not what was stored)'])
    expect(copy.setting('place')).toBeUndefined()
    copy.close()
  })
  test.each([
    [
      "UPDATE take SET prompt = 'a purple bat'",
      'shot 2, from 0 s on: what a take was made from (take 1 is not what was stored)'
    ],
    [
      "UPDATE chunk SET device = 'gpu' WHERE number = 2",
      'shot 2, from 1 s on: the record of a second (chunk 2 is not what was stored)'
    ]
  ])('and, with a report, changed rows that pictures depend on: %s', (hurt, told) => {
    const { words, copy } = recovered(hurt)
    expect(words).toEqual([told])
    expect(copy.chunksOf(take)).toHaveLength(3)
    copy.close()
  })
  test('and reports the last row of a table as missing, too', () => {
    const { words, copy } = recovered('DELETE FROM chunk WHERE number = 3')
    expect(words).toContain('the film: the record of a second (chunk 3 is missing)')
    copy.close()
  })
})

test('rows stored during a check are not reported as missing', () => {
  const path = film()
  const project = Project.open(path)
  const other = Project.open(path, { readOnly: true })
  try {
    let index = 3
    for (const fault of other.faults()) {
      expect(fault).toBeNull()
      if (index < 20) project.commitChunk(take, madeChunk(take, index++), 'cpu')
    }
    expect(index).toBe(20)
  } finally {
    other.close()
    project.close()
  }
})
