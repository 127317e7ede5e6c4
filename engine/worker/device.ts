/** Chooses a device by name and checks that it exists and computes correctly. */
import { Failure } from '../../app/base/failure.ts'
import { precisions, type PrecisionName } from '../../app/ledger/made-on.ts'
import { devices, devicesFor, type Device, type DeviceName } from '../../kernels/runtime/devices.ts'
import { tryDevice } from '../../kernels/runtime/try-device.ts'
export { runtimeVersion } from '../../kernels/runtime/version.ts'

/** Chooses the best device. */
export const automatic = 'automatic'

const here = `${process.platform}-${process.arch}`

/** Names that can be chosen on this system; whether the machine has the device is known only on use. */
export const deviceChoices = (system = here): string[] => [automatic, ...devicesFor(system)]

/**
 * The device of that name. *Automatic* is the CPU until another device was shown on this machine to be correct and faster.
 * @throws Failure `device.unknown` for a name that this system has no device for
 */
export function deviceCalled(name: string, system = here): DeviceName {
  if (name === automatic) return 'cpu'
  const found = devicesFor(system).find((each) => each === name)
  if (found) return found
  throw new Failure(
    'device.unknown',
    `There is no device "${name}" on this system.`,
    `Choose one of these: ${deviceChoices(system).join(', ')}.`,
    { device: name, names: deviceChoices(system).join(', ') }
  )
}

/** Whether keys and values can stay on a device between runs. */
export const keepsMemory = (device: DeviceName): boolean => devices[device].resident

/** Precisions in which a device can denoise; `half` is none of them until a graph computes in f16. */
export const precisionsOf = (device: DeviceName): PrecisionName[] => {
  const { int8 }: Device = devices[device]
  return int8 ? ['exact', 'fast'] : ['exact']
}

/**
 * The precision of that name, on that device.
 * @throws Failure `precision.unknown`, or `precision.lacking` for one that the device does not do
 */
export function precisionCalled(name: string, device: DeviceName): PrecisionName {
  const found = precisions.find((each) => each === name)
  const names = precisionsOf(device).join(', ')
  if (found === undefined)
    throw new Failure('precision.unknown', `There is no precision "${name}".`, `Choose one of these: ${names}.`, {
      names
    })
  if (precisionsOf(device).includes(found)) return found
  throw new Failure(
    'precision.lacking',
    `The device "${device}" does not compute with the precision "${name}".`,
    `Choose one that it has (${names}), or another device.`,
    { device, detail: name, names }
  )
}

/** Allowed error of an answer, relative to its largest number. */
const tolerance = 1e-3

/**
 * Runs a small computation on a device before a model is loaded into it.
 * @throws Failure `device.absent` when it cannot be used, `device.wrong` when the result is wrong
 */
export async function demandDevice(name: DeviceName): Promise<void> {
  if (name === 'cpu') return
  const others = deviceChoices().filter((each) => each !== name)
  const found = await tryDevice(name)
  if ('reason' in found)
    throw new Failure(
      'device.absent',
      `The device "${name}" cannot be used on this machine: ${found.reason}.`,
      `Bring the driver of the graphics card up to date, or choose another device: ${others.join(', ')}.`,
      { device: name, names: others.join(', '), detail: found.reason }
    )
  if (found.error <= tolerance) return
  const off = `${(100 * found.error).toFixed(1)} %`
  throw new Failure(
    'device.wrong',
    `The device "${name}" computes wrongly on this machine: its answer is ${off} off.`,
    `Bring the driver of the graphics card up to date, or choose another device: ${others.join(', ')}.`,
    { device: name, names: others.join(', '), detail: off }
  )
}
