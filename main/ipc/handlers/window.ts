/** Commands on the window and the system. */
import { clipboard, shell } from 'electron'
import { setMenu } from '../../menu/menu.ts'
import type { Handlers } from '../channel.ts'
import { type HandlerParts } from './parts.ts'

type Subject = Pick<
  Handlers,
  | 'studio.state'
  | 'recent.forget'
  | 'clipboard.write'
  | 'clipboard.read'
  | 'log.report'
  | 'log.show'
  | 'device.state'
  | 'device.choose'
  | 'window.text'
  | 'window.fullScreen'
  | 'window.flushed'
  | 'window.noticePicture'
  | 'window.texts'
  | 'window.menu'
>

export function windowHandlers({
  base,
  desk,
  opening,
  checks,
  reopened,
  early,
  recents,
  samples,
  crashes,
  farewell,
  questions,
  notices,
  devices,
  supervisor,
  report,
  logPath,
  window,
  emit
}: HandlerParts): Subject {
  return {
    'studio.state': () => ({
      platform: process.platform,
      recents: recents.list,
      samples: samples.list,
      base,
      film: desk.state(),
      refused: opening.refused,
      check: checks.state,
      reopened,
      troubles: early(),
      crashed: crashes.reloadedOnce()
    }),
    'recent.forget'({ path }) {
      recents.forget(path)
      emit({ type: 'recents', recents: recents.list })
      return null
    },
    async 'clipboard.write'({ text }) {
      await clipboard.writeText(text)
      return null
    },
    'clipboard.read': () => clipboard.readText(),
    async 'log.report'() {
      await clipboard.writeText(report())
      return null
    },
    'log.show'() {
      shell.showItemInFolder(logPath)
      return null
    },
    'device.state': () => devices.state(),
    'device.choose': ({ device, precision }) => devices.choose({ device, precision }, supervisor),
    'window.text'({ does }) {
      window().webContents[does]()
      return null
    },
    'window.fullScreen'({ on }) {
      window().setFullScreen(on)
      return null
    },
    'window.flushed'() {
      farewell.hear()
      return null
    },
    'window.noticePicture'({ session, picture }) {
      desk.expect(session)
      notices.picture = picture
      return null
    },
    'window.texts'({ crash, ...asked }) {
      crashes.texts = crash
      Object.assign(questions, asked)
      return null
    },
    'window.menu'({ menus }) {
      setMenu(menus, (action) => emit({ type: 'menu', action }))
      return null
    }
  }
}
