/** Dependencies of the handlers, and a guard that a command is for the open film. */
import type { FailureData } from '../../../app/base/failure.ts'
import { type BrowserWindow } from 'electron'
import type { StudioEvent } from '../../../app/contract/window.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { Timebase } from '../../../app/time.ts'
import type { Checks } from '../../desk/checks.ts'
import type { DeviceChoice } from '../../desk/device-choice.ts'
import type { Desk } from '../../desk/desk.ts'
import type { ExportTargets } from '../../desk/export-targets.ts'
import type { Exports } from '../../desk/exports.ts'
import type { Models } from '../../desk/models.ts'
import type { Opening } from '../../desk/opening.ts'
import type { Nights } from '../../desk/nights.ts'
import type { Paces } from '../../desk/pace.ts'
import type { PromptMeter } from '../../desk/prompt-meter.ts'
import type { Recents } from '../../desk/recents.ts'
import type { Samples } from '../../desk/samples.ts'
import type { FilmPacks } from '../../production/film-packs.ts'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import type { WindowCrashes } from '../../window/crashes.ts'
import type { Farewell } from '../../window/farewell.ts'
import type { NoticePictures } from '../../window/notice-picture.ts'
import type { Questions } from '../../window/questions.ts'

export interface HandlerParts {
  /** Policy of new films. */
  readonly policy: PolicyName
  readonly base: Timebase
  readonly packs: FilmPacks
  readonly desk: Desk
  readonly opening: Opening
  readonly checks: Checks
  /** The open film was open when the program crashed. */
  readonly reopened: boolean
  /** What there was to say before the window could show it, once. */
  readonly early: () => readonly FailureData[]
  readonly recents: Recents
  readonly samples: Samples
  readonly exports: Exports
  readonly targets: ExportTargets
  readonly meter: PromptMeter
  readonly crashes: WindowCrashes
  readonly farewell: Farewell
  readonly questions: Questions
  readonly notices: NoticePictures
  readonly devices: DeviceChoice
  readonly models: Models
  readonly nights: Nights
  readonly paces: Paces
  readonly supervisor: Supervisor
  /** The text of a fault report. */
  readonly report: () => string
  readonly logPath: string
  readonly window: () => BrowserWindow
  readonly emit: (event: StudioEvent) => void
}

/** Runs a handler only if its film is still open. */
export const meantBy =
  (desk: Desk) =>
  <Asked extends { readonly session: number }, Given>(work: (asked: Asked) => Given) =>
  (asked: Asked): Given => {
    desk.expect(asked.session)
    return work(asked)
  }
