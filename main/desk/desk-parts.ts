/** What the desk works with. */
import type { StudioEvent } from '../../app/contract/window.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Checks } from './checks.ts'
import type { OpenMark } from './open-mark.ts'
import type { Recents } from './recents.ts'

export interface DeskParts {
  readonly supervisor: Supervisor
  readonly packs: FilmPacks
  readonly recents: Recents
  readonly mark: OpenMark
  readonly checks: Checks
  /** Folder for new films. */
  readonly folder: () => string
  readonly emit: (event: StudioEvent) => void
  /** Whether the film is being exported. */
  readonly exporting: () => boolean
  /** Asks the user before interrupting something that cannot be continued; false keeps the film open. */
  readonly mayLeave: () => Promise<boolean>
  /** Before a film is closed: the renderer sends pending text and accepts no more input, and readers of the film stop. */
  readonly beforeClose: () => Promise<void>
}
