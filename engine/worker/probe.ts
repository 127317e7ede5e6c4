/**
 * Tries a device with a pack: every form of its graphs against the processor's answer. It may end its process; it runs in one of its
 * own, and main tells what became of it.
 */
import { isRight, type Attention, type FromProbe, type Trial } from '../../app/contract/probe.ts'
import type { PrecisionName } from '../../app/ledger/made-on.ts'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import type { DeviceName } from '../../kernels/runtime/devices.ts'
import type { Lacking } from '../../kernels/onnx/graph.ts'
import { openModel, type ModelOptions } from '../generate/open.ts'
import { ask, type AskedPack, type Inputs } from '../probe/ask.ts'
import { worstOf } from '../probe/errors.ts'
import { demandDevice, deviceCalled, keepsMemory, precisionCalled } from './device.ts'
import type { ProbeMessage } from './server.ts'

/** Operators that graphs do without in a form. */
const lackingFor = (attention: Attention): readonly Lacking[] => (attention === 'fused' ? [] : ['MultiHeadAttention'])

/** How a model is opened in a form; where none was tried, as the table of devices has it. */
export const formOf = (device: DeviceName, attention?: Attention): Pick<ModelOptions, 'lacks' | 'resident'> => ({
  resident: keepsMemory(device) && attention !== 'crossing',
  ...(attention && { lacks: lackingFor(attention) })
})

/**
 * Each form in turn, the processor first.
 * @throws Failure `device.*` when the device is not there or fails, `pack.*`, `runtime.*`; what was being asked was said before
 */
export async function* probe({
  pack,
  attentions,
  ...asked
}: Omit<ProbeMessage, 'type'>): AsyncGenerator<FromProbe, void, void> {
  const device = deviceCalled(asked.device)
  const precision = precisionCalled(asked.precision, device)
  const options = { threads: asked.threads || physicalCores(), spin: asked.spin, precision }
  yield { type: 'probing', stage: 'device' }
  await demandDevice(device)
  yield { type: 'probing', stage: 'processor' }
  const { answer, inputs, took } = await opened(pack, { ...options, device: 'cpu' })
  yield { type: 'processor', took }
  for (const attention of attentions) {
    yield { type: 'probing', stage: attention }
    const there = await opened(pack, { ...options, device, ...formOf(device, attention) }, inputs)
    yield { type: 'trial', trial: judged(attention, precision, there, worstOf(there.answer, answer)) }
  }
}

/** Opens the model for this alone: it may be large. */
async function opened(pack: string, options: ModelOptions, inputs?: Inputs): Promise<AskedPack> {
  const model = await openModel(pack, options)
  try {
    return await ask(model, inputs)
  } finally {
    await model.release()
  }
}

function judged(
  attention: Attention,
  precision: PrecisionName,
  { took }: AskedPack,
  worst: ReturnType<typeof worstOf>
): Trial {
  if (worst === null)
    return { attention, error: null, worst: null, took, refused: { code: 'device.numbers', detail: null } }
  const { error, part } = worst
  const trial = { attention, error, worst: part, took }
  return { ...trial, refused: isRight(trial, precision) ? null : { code: 'device.wrong', detail: null } }
}
