/** How the process that works on packs is started and spoken to. */
import type { SideLauncher } from '../side/launch.ts'
import type { FromPacker, ToPacker } from './messages.ts'

export type PackerLauncher = SideLauncher<ToPacker, FromPacker>
