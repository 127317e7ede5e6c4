/** Export commands. */
import { shell } from 'electron'
import { askExportPath } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import { meantBy, type HandlerParts } from './parts.ts'

type Subject = Pick<
  Handlers,
  'export.plan' | 'export.choose' | 'export.start' | 'export.preview' | 'export.cancel' | 'export.reveal'
>

export function exportHandlers({ desk, exports, targets, window }: HandlerParts): Subject {
  const meant = meantBy(desk)
  return {
    'export.plan': meant(() => exports.plan(desk.project)),
    'export.choose': meant(async ({ format }) => {
      const { project } = desk
      const chosen = await askExportPath(window(), targets.path(project, format), format)
      if (chosen !== null) targets.choose(project, format, chosen)
      return null
    }),
    'export.start': meant(({ order, replace }) => (exports.start(desk.project, order, replace), null)),
    'export.preview': meant((asked) => exports.preview(desk.project, asked)),
    'export.cancel'() {
      exports.cancel()
      return null
    },
    'export.reveal'() {
      if (exports.last !== null) shell.showItemInFolder(exports.last)
      return null
    }
  }
}
