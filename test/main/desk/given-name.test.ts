/** On closing, a file without a user-given name is renamed to its film's title; in doubt it keeps its name. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { emptyFilm } from '../../../app/film/film.ts'
import { freshPath, freshPathBeside } from '../../../main/desk/film-names.ts'
import { closeUnderTitle, givenName } from '../../../main/desk/given-name.ts'
import { renamed } from '../../../engine/files/renamed.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

/** A new film as the studio creates it. */
function untitled(folder: string): Project {
  const path = freshPath(folder, 'Untitled film')
  const film = emptyFilm('Untitled film')
  return Project.create(path, film, givenName(path, film))
}
const call = (project: Project, title: string): unknown => project.edit({ type: 'setTitle', title })

describe('a new film that was given its title', () => {
  test('is renamed to the title when closed, with its undo', () => {
    const folder = freshFolder()
    const project = untitled(folder)
    call(project, 'Harbour: at night')
    const left = [project.film, project.history, project.revision]
    const path = closeUnderTitle(project, () => folder)
    expect(readdirSync(folder)).toEqual(['Harbour at night.throughline'])
    const again = Project.open(path)
    expect([again.film, again.history, again.revision]).toEqual(left)
    call(again, 'Port') // the file has no user-given name yet
    expect(basename(closeUnderTitle(again, () => folder))).toBe('Port.throughline')
  })

  test('never takes an existing name', () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'Harbour.throughline'), 'another')
    const project = untitled(folder)
    call(project, 'Harbour')
    expect(basename(closeUnderTitle(project, () => folder))).toBe('Harbour 2.throughline')
    expect(readdirSync(folder)).toEqual(['Harbour 2.throughline', 'Harbour.throughline'])
    const [one, other] = readdirSync(folder).map((name) => join(folder, name)) as [string, string]
    expect(renamed(one, other)).toBe(one)
    expect(readFileSync(other, 'utf8')).toBe('another')
  })

  test('keeps its name while it is being read, and in an unwritable folder', () => {
    const folder = freshFolder()
    const project = untitled(folder)
    call(project, 'Harbour')
    const reader = new Database(project.path, { readonly: true })
    reader.prepare('SELECT document FROM film').get()
    expect(basename(closeUnderTitle(project, () => folder))).toBe('Untitled film.throughline')
    reader.close()
    const other = untitled(folder)
    call(other, 'Port')
    const none = (): string => {
      throw new Error('no documents')
    }
    expect(basename(closeUnderTitle(other, none))).toBe('Untitled film 2.throughline')
    expect(Project.open(other.path).film.title).toBe('Port') // it was closed
  })
})

describe('a file keeps its name', () => {
  test('without a new title', () => {
    const folder = freshFolder()
    untitled(folder).close()
    const second = untitled(folder)
    expect(basename(closeUnderTitle(second, () => folder))).toBe('Untitled film 2.throughline')
  })

  test('where the user named, moved or copied it', async () => {
    const folder = freshFolder()
    const project = untitled(folder)
    await project.duplicate(join(folder, 'Copy.throughline'))
    await project.saveAs(join(folder, 'Own.throughline'))
    call(project, 'Harbour')
    expect(basename(closeUnderTitle(project, () => folder))).toBe('Own.throughline')
    const copy = Project.open(join(folder, 'Copy.throughline'))
    call(copy, 'Harbour')
    expect(basename(closeUnderTitle(copy, () => folder))).toBe('Copy.throughline')
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    renameSync(join(folder, 'Untitled film.throughline'), join(elsewhere, 'Untitled film.throughline'))
    const moved = Project.open(join(elsewhere, 'Untitled film.throughline'))
    call(moved, 'Harbour')
    expect(closeUnderTitle(moved, () => folder)).toBe(join(elsewhere, 'Untitled film.throughline'))
  })

  test('that is moved while it is open', () => {
    const folder = freshFolder()
    const project = untitled(folder)
    call(project, 'Harbour')
    renameSync(project.path, join(folder, 'Mine.throughline'))
    closeUnderTitle(project, () => folder)
    expect(readdirSync(folder).filter((name) => name.endsWith('.throughline'))).toEqual(['Mine.throughline'])
  })
})

test('another film beside it gets a free name after the title', () => {
  const folder = freshFolder()
  const project = untitled(folder)
  expect(basename(freshPathBeside(project.path, 'Harbour'))).toBe('Harbour.throughline')
  expect(basename(freshPathBeside(project.path, 'Untitled film'))).toBe('Untitled film 2.throughline')
  expect(basename(freshPathBeside(project.path, 'Harbour', 2))).toBe('Harbour 2.throughline')
  project.close()
})
