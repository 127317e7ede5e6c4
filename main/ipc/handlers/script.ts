/** Commands on script files. */
import { pictureOf, picturesBeside } from '../../desk/script-files.ts'
import { readScriptFile } from '../../project/script-file.ts'
import { askScriptPath } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import type { HandlerParts } from './parts.ts'

type Subject = Pick<Handlers, 'script.choose' | 'script.pictures' | 'script.picture'>

export const scriptHandlers = ({ window }: HandlerParts): Subject => ({
  async 'script.choose'() {
    const path = await askScriptPath(window())
    return path === null ? null : readScriptFile(path)
  },
  'script.pictures': ({ path }) => picturesBeside(path),
  'script.picture': ({ path, name }) => pictureOf(path, name)
})
