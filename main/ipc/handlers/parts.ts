/** What the handlers work with, and how a command finds the film it means. */
import { type BrowserWindow } from 'electron'
import type { StudioEvent } from '../../../app/contract/window.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { Timebase } from '../../../app/time.ts'
import type { Checks } from '../../desk/checks.ts'
import type { DeviceChoice } from '../../desk/device-choice.ts'
import type { Desk } from '../../desk/desk.ts'
import type { ExportTargets } from '../../desk/export-targets.ts'
import type { Exports } from '../../desk/exports.ts'
import type { Opening } from '../../desk/opening.ts'
import type { PromptMeter } from '../../desk/prompt-meter.ts'
import type { Recents } from '../../desk/recents.ts'
import type { Samples } from '../../desk/samples.ts'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import type { WindowCrashes } from '../../window/crashes.ts'
import type { Farewell } from '../../window/farewell.ts'
import type { Questions } from '../../window/questions.ts'

export interface HandlerParts {
  /** How new films remember. */
  readonly policy: PolicyName
  readonly base: Timebase
  readonly desk: Desk
  readonly opening: Opening
  readonly checks: Checks
  /** The film that is open was so when the program ended unexpectedly. */
  readonly reopened: boolean
  readonly recents: Recents
  readonly samples: Samples
  readonly exports: Exports
  readonly targets: ExportTargets
  readonly meter: PromptMeter
  readonly crashes: WindowCrashes
  readonly farewell: Farewell
  readonly questions: Questions
  readonly devices: DeviceChoice
  readonly supervisor: Supervisor
  /** What somebody sends who reports a fault. */
  readonly report: () => string
  readonly logPath: string
  readonly window: () => BrowserWindow
  readonly emit: (event: StudioEvent) => void
}

/** Does what is asked of one film to that film only. */
export const meantBy =
  (desk: Desk) =>
  <Asked extends { readonly session: number }, Given>(work: (asked: Asked) => Given) =>
  (asked: Asked): Given => {
    desk.expect(asked.session)
    return work(asked)
  }
