/** Replaces a film by a new one again and again, as `render --fresh` does, until it is killed. */
import { projectFor } from '../../../main/cli/target-project.ts'
import { storybookFacts, filmOf } from './made.ts'

const [path] = process.argv.slice(2)
for (;;) {
  projectFor(path!, filmOf(2), storybookFacts.base, true).close()
  process.send?.('made')
}
