import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Samples } from '../../../main/desk/samples.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'

test('a story that cannot be read is left out; known stories come first', () => {
  const folder = freshFolder()
  for (const name of ['farm-to-moon', 'purple-cat']) {
    copyFileSync(join('assets/samples', `${name}.shots`), join(folder, `${name}.shots`))
  }
  copyFileSync('assets/samples/beach-day.shots', join(folder, 'another.shots'))
  writeFileSync(join(folder, 'broken.shots'), '## Meeting (forever)\n')
  const samples = new Samples(folder, storybookFacts.base)
  expect(samples.list.map(({ id }) => id)).toEqual(['purple-cat', 'farm-to-moon', 'another'])
  expect(() => samples.film('broken')).toThrow(/forever/)
  expect(() => samples.film('none')).toThrow(/no story/)
})
