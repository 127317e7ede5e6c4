/** The golden traces of memflow.md §4.8, all four columns, through the engine's roll-out with the synthetic score of that table. */
import { expect, test } from 'vitest'
import type { MemoryShape } from '../../../engine/memory/shape.ts'
import { fakeRun, wanMemory, type FakeRunOptions } from '../kit/fake-rollout.ts'

/** chunk | start | prompt | released interactive | released single | default, interval 3 | paper cadence, interval 1 */
const table = `
0 | 0 | 0 | - | - | - | -
1 | 3 | 0 | 0 | 0 | 0 | 0
2 | 6 | 0 | 0 | 3 | 0 | 0 3
3 | 9 | 0 | 0 | 6 | 0 | 0 3 6
4 | 12 | 0 | 0 9 | 6 9 | 0 9 | 0 3 9
5 | 15 | 0 | 0 9 | 6 12 | 0 9 | 3 9 12
6 | 18 | 0 | 0 9 | 6 15 | 0 9 | 3 12 15
7 | 21 | 0 | 0 9 18 | 6 15 18 | 0 9 18 | 3 12 18
8 | 24 | 0 | 0 9 18 | 6 15 21 | 0 9 18 | 3 12 21
9 | 27 | 0 | 0 9 18 | 6 15 24 | 0 9 18 | 3 12 24
10 | 30 | 0 | 18 9 27 | 6 15 27 | 9 18 27 | 3 12 27
11 | 33 | 0 | 27 18 27 | 27 6 30 | 9 18 27 | 3 12 30
12 | 36 | 0 | 27 27 27 | 30 27 33 | 9 18 27 | 3 12 33
13 | 39 | 0 | 27 27 36 | 30 27 36 | 18 27 36 | 3 12 36
14 | 42 | 1 | re: 27 27 36; 27 27 36 | 30 36 39 | re: 18 27 36; 18 27 36 | re: 3 36 39; 3 36 39
15 | 45 | 1 | 36 27 36 | 30 39 42 | 18 27 36 | 3 36 42
16 | 48 | 1 | 36 36 45 | 30 39 45 | 27 36 45 | 3 36 45
17 | 51 | 1 | 45 36 45 | 30 39 48 | 27 36 45 | 36 45 48
18 | 54 | 1 | 45 45 45 | 30 39 51 | 27 36 45 | 36 45 51
19 | 57 | 1 | 45 45 54 | 30 39 54 | 36 45 54 | 36 45 54
20 | 60 | 2 | re: 45 45 54; 45 45 54 | 30 39 57 | re: 36 45 54; 36 45 54 | re: 36 45 57; 36 45 57
21 | 63 | 2 | 45 45 54 | 30 39 60 | 36 45 54 | 36 45 60
22 | 66 | 2 | 45 45 63 | 30 39 63 | 36 45 63 | 36 60 63
23 | 69 | 2 | 45 45 63 | 30 39 66 | 36 45 63 | 36 60 66
24 | 72 | 2 | 45 45 63 | 30 39 69 | 36 45 63 | 36 60 69
25 | 75 | 2 | 45 45 72 | 30 39 72 | 36 45 72 | 60 69 72
26 | 78 | 2 | 45 45 72 | 30 39 75 | 36 45 72 | 60 69 75
27 | 81 | 2 | 45 45 72 | 30 39 78 | 36 45 72 | 60 69 78
28 | 84 | 2 | 45 45 81 | 30 39 81 | 36 45 81 | 69 78 81
29 | 87 | 2 | 45 45 81 | 30 39 84 | 36 45 81 | 69 78 84`

const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
const promptAt = (start: number): number => (start >= 60 ? 2 : start >= 42 ? 1 : 0)

/** What the passes of every chunk read from the bank, written as in the table. */
async function trace(options: Omit<FakeRunOptions, 'chunks'>, shape: MemoryShape = wanMemory): Promise<string[]> {
  const cells: string[] = []
  let seenByRecache = ''
  const { rules } = await fakeRun({
    ...options,
    shape,
    chunks: rows.length,
    trace: {
      attending(pass, first, past) {
        const [one, ...others] = past.map((ats) => {
          const window = pass === 'chunk' ? Math.min(shape.window, Math.max(0, first - shape.sink)) : 0
          return ats.slice(Math.min(shape.sink, first), ats.length - window).join(' ')
        })
        for (const other of others) expect(other).toBe(one)
        if (pass === 'recache') seenByRecache = `re: ${one}; `
        else {
          cells.push(seenByRecache + (one || '-'))
          seenByRecache = ''
        }
      }
    }
  })
  expect(rules.policy.name).toBe(options.policy)
  return cells
}

const column = (index: number): string[] => rows.map((cells) => cells[index]!)

test('released, interactive: zero text keys at a switch, one prototype repeated', async () => {
  expect(await trace({ policy: 'released', promptAt })).toEqual(column(3))
})

test('released, single prompt: every chunk recorded, slots overwritten', async () => {
  expect(await trace({ policy: 'released', variant: 'single' })).toEqual(column(4))
})

test('memflow, every third chunk: committed once, the new prompt decides', async () => {
  expect(await trace({ policy: 'memflow', promptAt })).toEqual(column(5))
})

test("memflow, every chunk: the paper's cadence", async () => {
  expect(await trace({ policy: 'memflow', promptAt }, { ...wanMemory, recordEvery: 1 })).toEqual(column(6))
})
