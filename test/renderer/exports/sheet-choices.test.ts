// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { commandSchema } from '../../../app/contract/commands.ts'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})
/** As a window that has just opened has them. */
const fresh = async () => (await import('../../../renderer/exports/sheet-choices.svelte.ts')).sheetOptions
const told = { summary: '2 shots', date: '1 May 2026' }

test('options of the sheet are remembered, and main takes their order', async () => {
  const before = await fresh()
  before.choose({ grid: '3x4', landscape: true, fields: ['number'], version: 'Draft 3', dated: false })
  before.chooseLogo(new Uint8Array([0, 127, 255]))
  vi.resetModules()
  const order = (await fresh()).order(told, 'de')
  expect(order).toMatchObject({
    sheet: { grid: '3x4', fields: ['number'], version: 'Draft 3', date: '', summary: '2 shots', language: 'de' },
    logo: new Uint8Array([0, 127, 255])
  })
  const command = { type: 'export.start', session: 1, order, replace: false }
  expect(v.safeParse(commandSchema, command).success).toBe(true)
})

test('by default the sheet is a list of everything, with the date', async () => {
  const { sheet, logo } = (await fresh()).order(told, 'en')
  expect([sheet.grid, sheet.fields.length, sheet.date, logo]).toEqual(['list', 10, '1 May 2026', null])
})

test.each(['nonsense', 'null', '[]', '{"grid":"9x9"}'])('invalid stored options fall back: %s', async (kept) => {
  localStorage.setItem('sheet', kept)
  expect((await fresh()).now.grid).toBe('list')
})
