/** The real process that checks a film's file, on plain Node. */
import { fileURLToPath } from 'node:url'
import { Checks, type ChecksParts } from '../../../main/desk/checks.ts'
import { forkProver } from '../../../main/prover/launch.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { storybookFacts } from './made.ts'

export const launchProver = forkProver(fileURLToPath(new URL('../../../main/prover/entry.ts', import.meta.url)))

export const checksWith = (supervisor: Supervisor, emit: ChecksParts['emit'] = () => {}): Checks =>
  new Checks({ launch: launchProver, supervisor, base: storybookFacts.base, emit })
