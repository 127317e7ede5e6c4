import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

const committer = fileURLToPath(new URL('../kit/committer.ts', import.meta.url))
const take = takeId('take-1')

function newProject(): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(1))
  project.startTake(takeOf(take, 3000), memory(take, 0))
  project.close()
  return path
}

/** Starts a process that commits chunks; resolves after its first commit. */
async function startCommitting(path: string): Promise<{ child: ChildProcessWithoutNullStreams; said: number[] }> {
  const child = spawn(process.execPath, [committer, path, take])
  child.stderr.pipe(process.stderr)
  const said: number[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(Number(line)))
  await once(lines, 'line')
  return { child, said }
}

test('killed at any moment, loses nothing committed and keeps nothing partial', async () => {
  const path = newProject()
  let acknowledged = 0
  for (let round = 0; round < 10; round += 1) {
    const { child, said } = await startCommitting(path)
    await new Promise((resolve) => setTimeout(resolve, 7 + round * 11))
    const closed = once(child, 'close')
    child.kill('SIGKILL')
    await closed
    expect(said[0], 'it went on where the last one was killed').toBe(acknowledged)
    const project = Project.open(path)
    const chunks = project.chunksOf(take)
    expect(chunks.length).toBeGreaterThanOrEqual(said.at(-1)! + 1)
    acknowledged = chunks.length
    for (const chunk of chunks) {
      const made = madeChunk(take, chunk.index)
      expect(Buffer.from(made.latents).equals(project.latents(chunk.latents)!)).toBe(true)
      expect(project.frames(chunk.id)).toHaveLength(made.frames.length)
      expect(project.pages(made.pages.map(({ id }) => id as never))).toHaveLength(made.pages.length)
      expect(project.snapshot(chunk.after)).toEqual(made.after)
    }
    project.close()
    expect(readdirSync(dirname(path))).toEqual(['a.throughline'])
  }
  expect(acknowledged).toBeGreaterThan(20)
})

test('is locked against other processes by the lock alone, until its holder dies', async () => {
  const path = newProject()
  const holder = `import { lock } from ${JSON.stringify(new URL('../../../main/store/lock.ts', import.meta.url).href)}
    const held = lock(${JSON.stringify(path)}); console.log('held'); setInterval(() => held, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder])
  await once(child.stdout, 'data')
  expect(codeOf(() => Project.open(path))).toBe('project.locked')
  await expect(copyOver(path)).rejects.toMatchObject({ code: 'project.locked' })
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
  Project.open(path).close()
})

/** Saves another film over it. */
async function copyOver(path: string): Promise<void> {
  const other = Project.create(join(freshFolder(), 'b.throughline'), filmOf(1))
  try {
    await other.duplicate(path)
  } finally {
    other.close()
  }
}

test('is locked against other processes, and free as soon as the holder is killed', async () => {
  const path = newProject()
  const { child } = await startCommitting(path)
  for (let attempt = 0; attempt < 3; attempt += 1) expect(codeOf(() => Project.open(path))).toBe('project.locked')
  const looking = Project.open(path, { readOnly: true })
  const before = looking.chunksOf(take).length
  expect(before).toBeGreaterThan(0)
  looking.close()
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
  const project = Project.open(path)
  expect(project.chunksOf(take).length).toBeGreaterThanOrEqual(before)
  project.close()
})
