/**
 * Opens, views, recovers and replaces films with an odd file beside them, and prints the result of each. A process of its own, since
 * opening a pipe could block for ever. Argument: an empty folder.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, linkSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../app/base/failure.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { filmOf } from './made.ts'

const folder = process.argv[2]!
const precious = 'What was written here must stay.\n'.repeat(2000)

/** Each creates something odd at `name`; `at` gives a path in the same folder. */
const odd: Record<string, (name: string, at: (other: string) => string) => void> = {
  'a pipe': (name) => execFileSync('mkfifo', [name]),
  'a link to a pipe': (name, at) => {
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync(at('pipe'), name)
  },
  'a folder': (name) => {
    mkdirSync(name)
    writeFileSync(join(name, 'precious'), precious)
  },
  'a link to a file': (name, at) => {
    writeFileSync(at('precious'), precious)
    symlinkSync(at('precious'), name)
  },
  'a link to nothing': (name, at) => symlinkSync(at('nothing'), name),
  'a link to the film': (name, at) => symlinkSync(at('a.throughline'), name),
  'a device': (name) => symlinkSync('/dev/zero', name),
  'a second name of a file': (name, at) => {
    writeFileSync(at('precious'), precious)
    linkSync(at('precious'), name)
  }
}
const names = ['a.throughline-wal', 'a.throughline-journal', 'a.throughline-shm', '.a.throughline.lock']

const closed = join(folder, 'closed.throughline')
const open = join(folder, 'open.throughline')
Project.create(closed, filmOf(1)).close()
const living = Project.open(closed)
copyFileSync(closed, open) // marked as open, but without its WAL
living.close()

const code = (work: () => void): string => {
  try {
    work()
    return 'fine'
  } catch (error) {
    return Failure.from(error).code
  }
}
const readAll = (at: string): string[] =>
  readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === 'precious')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
const ways: Record<string, (path: string) => void | Promise<void>> = {
  opened(path) {
    const project = Project.open(path)
    project.edit({ type: 'setTitle', title: 'Saved' })
    project.close()
    if (Project.open(path, { readOnly: true }).film.title !== 'Saved') throw new Error('not saved')
  },
  'looked at': (path) => Project.open(path, { readOnly: true }).close(),
  recovered: (path) => void recoverProject(path, `${path}-copy.throughline`)
}

let run = 0
for (const [state, from] of Object.entries({ closed, open })) {
  for (const name of names) {
    for (const [what, put] of Object.entries(odd)) {
      for (const [how, act] of Object.entries(ways)) {
        const isMuch = state === 'open' || name.endsWith('.lock') || !/pipe|folder|nothing/.test(what)
        if (how !== 'opened' && isMuch) continue
        const here = join(folder, String(run++))
        mkdirSync(here)
        const path = join(here, 'a.throughline')
        copyFileSync(from, path)
        put(join(here, name), (other) => join(here, other))
        const result = code(() => act(path))
        const kept = readAll(here).every((text) => text === precious) ? '' : ', and what lay there was changed'
        process.stdout.write(`${state}, ${what} as ${name}, ${how}: ${result}${kept}\n`)
      }
    }
  }
}
for (const [what, put] of Object.entries(odd)) {
  const here = join(folder, String(run++))
  mkdirSync(here)
  const [path, target] = [join(here, 'mine.throughline'), join(here, 'a.throughline')]
  copyFileSync(closed, path)
  put(`${target}-wal`, (other) => join(here, other))
  const project = Project.open(path)
  const result = await project.duplicate(target).then(
    () => 'fine',
    (error: unknown) => Failure.from(error).code
  )
  project.close()
  const kept = readAll(here).every((text) => text === precious) ? '' : ', and what lay there was changed'
  process.stdout.write(`${what} beside the name of a copy: ${result}${kept}\n`)
}
process.stdout.write('all done\n')
