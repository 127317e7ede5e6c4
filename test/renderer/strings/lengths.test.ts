import { expect, test } from 'vitest'
import { exportsDe } from '../../../renderer/strings/projects.de.ts'
import { exportsEn } from '../../../renderer/strings/projects.en.ts'

test.each([
  [4, 16, '4 shots, 16 seconds', '4 Einstellungen, 16 Sekunden'],
  [1, 1, '1 shot, 1 second', '1 Einstellung, 1 Sekunde'],
  [12, 76, '12 shots, 1 minute 16 seconds', '12 Einstellungen, 1 Minute 16 Sekunden'],
  [30, 120, '30 shots, 2 minutes', '30 Einstellungen, 2 Minuten'],
  [3, 6.75, '3 shots, 6.75 seconds', '3 Einstellungen, 6,75 Sekunden'],
  [0, 0, '0 shots, 0 seconds', '0 Einstellungen, 0 Sekunden']
])('a film of %d shots and %d s in words', (shots, seconds, english, german) => {
  expect(exportsEn.summary(shots, seconds)).toBe(english)
  expect(exportsDe.summary(shots, seconds)).toBe(german)
})
