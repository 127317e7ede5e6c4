/** The probe of the command line: a device is tried in a process of its own, and that is said. */
import type { Stage } from '../../app/contract/probe.ts'
import { Probe } from '../probe/probe.ts'
import { forkLauncher } from '../supervisor/fork.ts'
import type { Context } from './context.ts'

const words: Readonly<Record<Stage, string>> = {
  device: 'with this model, once for each driver: whether it is there …',
  processor: 'the processor’s answer, to compare with …',
  fused: 'fused attention …',
  plain: 'plain attention …',
  crossing: 'plain attention, with a memory that crosses at every pass …'
}

export const probeFor = ({ engine, version, output }: Context): Probe =>
  new Probe({
    launch: forkLauncher(engine, output.hear),
    program: version,
    hear: (device, stage) => output.note(`Trying "${device}" ${words[stage]}`)
  })
