/** Commands on the models of this machine. What comes of them is told by events. */
import { askModelFolders } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import type { HandlerParts } from './parts.ts'

type Subject = Pick<
  Handlers,
  | 'models.state'
  | 'models.choose'
  | 'models.look'
  | 'models.wish'
  | 'models.add'
  | 'models.check'
  | 'models.remove'
  | 'models.end'
>

export const modelsHandlers = ({ models, window }: HandlerParts): Subject => ({
  'models.state': async () => ({ shelf: await models.shelf(), task: models.task }),
  async 'models.choose'({ more }) {
    const folders = await askModelFolders(window())
    if (folders !== null) models.look(folders, more)
    return null
  },
  'models.look': ({ paths, more }) => (models.look(paths, more), null),
  'models.wish': ({ family, use }) => (models.wish({ family, use }), null),
  'models.add': ({ agreed }) => (models.add(agreed), null),
  'models.check': ({ model }) => (models.check(model), null),
  'models.remove': ({ model }) => (models.remove(model), null),
  async 'models.end'() {
    await models.end()
    return null
  }
})
