/** A process that replaces a kept file again and again, and says which it has written, until it is killed. */
import { KeptFile } from '../../../main/kept/kept-file.ts'
import { numbered } from './numbered.ts'

const [path, first] = process.argv.slice(2)
const file = new KeptFile(path!, numbered)
for (let number = Number(first); ; number += 1) {
  file.write({ number, filling: `${number}`.repeat(40_000) })
  process.stdout.write(`${number}\n`)
}
