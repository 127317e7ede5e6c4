/** What an action by key or menu is. */
import type { Strings } from '../strings/en.ts'
import type { Studio } from '../model/studio.svelte.ts'

export type ActionId = keyof Strings['actions']
export type Group = keyof Strings['keys']['groups']

export interface Action {
  readonly id: ActionId
  readonly group: Group
  /** Shortcuts in the form of `keyName` (commands/keys.ts); the first is shown. `Mod` is Ctrl, on a Mac ⌘. */
  readonly keys: readonly string[]
  /** Repeats while the key is held. */
  readonly repeats?: boolean
  ready(studio: Studio): boolean
  run(studio: Studio): void
}

export type Rest = Pick<Action, 'ready' | 'run'> & { repeats?: boolean }
export const action = (id: ActionId, group: Group, keys: string, rest: Rest): Action => ({
  id,
  group,
  keys: keys === '' ? [] : keys.split(' '),
  ...rest
})
