/** `throughline devices`: what can compute here, and what was tried on it with the model. */
import type { Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import { bestOf, type Probed } from '../../../app/contract/probe.ts'
import { processor } from '../../../app/ledger/made-on.ts'
import { automatic, deviceCalled, deviceChoices } from '../../../engine/worker/device.ts'
import { noneFits, trialText } from '../../probe/unfit.ts'
import { packFacts } from '../../production/pack-facts.ts'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { interruptible } from '../interrupt.ts'
import { probeFor } from '../probe.ts'

export function addDevices(program: Command, run: Runner): void {
  program
    .command('devices')
    .description('Tell what can compute the film here, and what was tried on it with the model.')
    .option('--try <name>', 'try a device with the model now: each form of its graphs against the processor’s answer')
    .addHelpText(
      'after',
      `
A device other than the processor is tried by itself before it is first used with a model, and again when its driver changes
(docs/devices.md). Exit code of --try: 0 when it can be used, 3 when it is not used.

Example:
  $ throughline devices --try webgpu`
    )
    .action((options: { try?: string }) => run((context) => devices(context, options.try)))
}

async function devices(context: Context, name: string | undefined): Promise<number> {
  const { output, pack, precision } = context
  const { model } = await packFacts(pack)
  const refused = name === undefined ? null : await tryNow(context, deviceCalled(name), precision)
  const probe = probeFor(context)
  const others = deviceChoices().filter((each) => each !== automatic && each !== processor.device)
  const tried = await Promise.all(
    others.map(async (device) => ({ device, tried: await probe.tried({ pack, device, driver: null }) }))
  )
  if (refused) throw refused
  const lines = [`With ${model}:`, ...usual, ...tried.flatMap((each) => deviceLines(each.device, each.tried))]
  output.result(lines.join('\n'), {
    model,
    devices: [
      { device: processor.device, tried: [] },
      ...tried.map((each) => ({ ...each, tried: each.tried.map(described) }))
    ]
  })
  return exitCodes.done
}

const usual = [
  `  ${automatic}: the processor`,
  `  ${processor.device}: the processor; it is what others are compared with`
]

/** @returns why it is not used, or null */
async function tryNow(context: Context, device: string, precision: string): Promise<Failure | null> {
  const { pack, threads } = context
  if (device === processor.device)
    throw new Failure('usage.invalid', 'The processor is what others are compared with.', 'Name another device.')
  const stop = new AbortController()
  const stopped = new Failure('engine.cancelled', 'It was stopped.', 'Nothing was changed.')
  const trying = probeFor(context).run({ pack, device, precision, driver: null, threads, spin: true }, stop.signal)
  const end = (): void => stop.abort(stopped)
  const probed = await interruptible(trying, { stop: end, kill: end })
  return bestOf(probed) === null ? noneFits(device, probed) : null
}

const described = (probed: Probed) => ({ ...probed, used: bestOf(probed) })

function deviceLines(device: string, tried: readonly Probed[]): string[] {
  if (tried.length === 0) return [`  ${device}: not tried`]
  return tried.flatMap((probed) => {
    const best = bestOf(probed)
    const took = (milliseconds: number | null): string =>
      milliseconds === null ? '' : `, ${(milliseconds / 1000).toPrecision(2)} s a pass`
    const forms = probed.trials.map((trial) => {
      const place = trial.attention === best ? '; used' : ''
      return `    ${trialText(trial)}${took(trial.took)}${trial.refused ? '; not used' : place}`
    })
    return [`  ${device}, ${probed.precision}; the processor${took(probed.processor)}:`, ...forms]
  })
}
