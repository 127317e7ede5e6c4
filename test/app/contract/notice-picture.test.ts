import * as v from 'valibot'
import { expect, test } from 'vitest'
import { noticePictureSchema, noticeSide } from '../../../app/contract/notice-picture.ts'

const isTaken = (width: number, height: number, bytes: number): boolean =>
  v.safeParse(noticePictureSchema, { width, height, pixels: new Uint8Array(bytes) }).success

test('a picture for notices has four bytes a pixel, and few pixels', () => {
  expect(isTaken(2, 3, 24)).toBe(true)
  expect(isTaken(2, 3, 23)).toBe(false)
  expect(isTaken(0, 3, 0)).toBe(false)
  expect(isTaken(noticeSide + 1, 1, (noticeSide + 1) * 4)).toBe(false)
})
