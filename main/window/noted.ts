/** What the studio logs: its start, engine, renderer, and every failure sent to the window. */
import { app, type BrowserWindow } from 'electron'
import type { FailureData } from '../../app/base/failure.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { EngineState } from '../supervisor/supervisor.ts'
import { keepLog, type LogFile } from '../log/file.ts'
import { note, noteFailure } from '../log/note.ts'

/** Starts the log, including uncaught errors. */
export function startLog(path: string): LogFile {
  const log = keepLog(path)
  const { electron, chrome, node } = process.versions
  note(
    'studio',
    `${app.getVersion()} starts: Electron ${electron}, Chromium ${chrome}, Node ${node}, ${process.platform}`
  )
  process.on('uncaughtExceptionMonitor', (error, origin) => noteFailure(origin, error))
  process.on('unhandledRejection', (reason) => noteFailure('unhandledRejection', reason))
  app.on('quit', (_event, code) => note('studio', `ends with ${code}`))
  return log
}

export function noteEngine(state: EngineState): void {
  if (state.name === 'ready')
    note(
      'engine',
      `ready: ${state.model.model} on ${state.model.device}, ${state.model.threads} threads, process ${state.pid}`
    )
  else note('engine', state.name)
  if (state.name === 'restarting') noteFailure('engine', state.after)
  if (state.name === 'failed') noteFailure('engine', state.failure)
}

export function noteEvent(event: StudioEvent): void {
  const failure = failureIn(event)
  if (failure) noteFailure(event.type, failure)
  if (event.type === 'export' && event.export.state !== 'running') note('studio', `export ${event.export.state}`)
}

function failureIn(event: StudioEvent): FailureData | null {
  if (event.type === 'trouble') return event.error
  if (event.type === 'refused') return event.refused?.error ?? null
  if (event.type === 'modelTask') return event.task?.state === 'failed' ? event.task.error : null
  return event.type === 'export' && event.export.state === 'failed' ? event.export.error : null
}

/** Logs errors of the renderer by their place only: their messages may quote a film. */
export function noteRenderer(window: BrowserWindow): void {
  const { webContents } = window
  // Since Electron 35 the level is on the event, before that in the arguments, with 3 for an error.
  webContents.on('console-message', (event, ...arguments33) => {
    const [level, , line, source] =
      'level' in event ? [event.level, event.message, event.lineNumber, event.sourceId] : (arguments33 as unknown[])
    if (level === 'error' || level === 3) note('renderer', `error at ${source}:${line}`)
  })
  webContents.on('render-process-gone', (_event, { reason, exitCode }) =>
    note('renderer', `gone: ${reason} (${exitCode})`)
  )
  window.on('unresponsive', () => note('renderer', 'does not answer'))
  window.on('responsive', () => note('renderer', 'answers again'))
}
