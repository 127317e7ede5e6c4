/** Checks of a film, with the real process that does them. */
import { Checks, type ChecksParts } from '../../../main/desk/checks.ts'
import { FilmPacks } from '../../../main/production/film-packs.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { storybookPack } from './made.ts'
import { launchProver } from './side-process.ts'

export const checksWith = (supervisor: Supervisor, emit: ChecksParts['emit'] = () => {}): Checks =>
  new Checks({ launch: launchProver, supervisor, packs: new FilmPacks(storybookPack), emit })
