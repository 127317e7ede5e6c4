/** How the prover process is started and spoken to. */
import type { SideLauncher, SideLink } from '../side/launch.ts'
import type { FromProver, ToProver } from './messages.ts'

export type ProverLink = SideLink<ToProver>
export type ProverLauncher = SideLauncher<ToProver, FromProver>
