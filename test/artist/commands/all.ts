/** All commands. */
import type { Command } from '../command.ts'
import { add, duplicate, lengthen, remove, shift } from './cards.ts'
import { copy, pasteShots } from './clipboard.ts'
import { extend, pick, walk } from './choose.ts'
import { draw } from './draw.ts'
import { dropScript, dropText, sketch } from './dropped.ts'
import { travel, travelInField } from './history.ts'
import { accept, again, chooseTake, drop, finish, generate, lastSecond, pause, resume, stop, watch } from './making.ts'
import { pin } from './memory.ts'
import { model } from './model.ts'
import { cast, mention, title, uncast } from './names.ts'
import { numbers } from './numbers.ts'
import { overnight } from './overnight.ts'
import { paste } from './paste.ts'
import { board, collapse, rectangle } from './board.ts'
import { busy } from './busy.ts'
import { change, kill, quit } from './program.ts'
import { label, poster, shotSize, transition, transitionLength } from './plan.ts'
import { drag, pull, split } from './pull.ts'
import { makeScene, ofScene, pressBand } from './scenes.ts'
import { find, findAll, mark, peek, play } from './seek.ts'
import { policy, seed, star } from './settings.ts'
import { dropTake, fromShelf } from './shelf.ts'
import { dropSound, editSound, muteTrack } from './sound.ts'
import { tails } from './tails.ts'
import { rewrite, write, writeAll } from './words.ts'

export const commands: readonly Command[] = [
  ...[pick, extend, walk, write, rewrite, writeAll, paste, travel, travelInField],
  ...[add, duplicate, remove, lengthen, shift, drag, pull, split],
  ...[generate, overnight, again, lastSecond, pause, resume, stop, watch, finish, chooseTake, pin],
  ...[title, cast, mention, quit, kill, change, busy, board, rectangle, collapse],
  ...[copy, pasteShots, find, findAll, peek, play, mark, drop, accept],
  ...[dropText, dropScript, sketch, draw, dropTake, fromShelf, seed, policy, star, uncast],
  ...[makeScene, pressBand, ofScene, numbers, label, shotSize, poster, transition, transitionLength, tails],
  ...[dropSound, editSound, muteTrack, model]
]

export const commandOf = (name: string): Command => {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new Error(`there is no command “${name}”`)
  return found
}
