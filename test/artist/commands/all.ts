/** Every command there is. */
import type { Command } from '../command.ts'
import { add, duplicate, lengthen, remove, shift } from './cards.ts'
import { pick, walk } from './choose.ts'
import { travel } from './history.ts'
import { rewrite, write } from './words.ts'

export const commands: readonly Command[] = [
  pick,
  walk,
  write,
  rewrite,
  travel,
  add,
  duplicate,
  remove,
  lengthen,
  shift
]

export const commandOf = (name: string): Command => {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new Error(`there is no command “${name}”`)
  return found
}
