/**
 * Names of the devices that compute the film and of their precisions, in both languages; keys are those of
 * kernels/runtime/devices.ts and app/ledger/made-on.ts.
 */
import type { Fact } from '../../app/base/failure-codes.ts'
import { probeDe, probeEn, whyNot, type ProbeWords } from './device-probe.ts'
import { sizeIn } from './numbers.ts'
import { processor, type MadeOn } from '../../app/ledger/made-on.ts'

interface Words {
  readonly name: string
  readonly note: string
}

/** Per language; a device or precision without a text is called by its key. */
export interface DevicesWords {
  readonly title: string
  /** The graphics card that was found. */
  readonly card: (name: string) => string
  readonly trying: string
  /** What a change means for unfinished shots. */
  readonly elsewhere: string
  readonly close: string
  readonly words: Readonly<Record<string, Words>>
  /** Title of the choice of a precision. */
  readonly precision: string
  readonly precisions: Readonly<Record<string, Words>>
  /** A device with its precision. */
  readonly with: (device: string, precision: string) => string
  /** What was tried on a device with the model. */
  readonly probe: ProbeWords
  /** A device that failed twice in a row, above the film. */
  readonly gaveUp: {
    readonly title: (device: string, why: string) => string
    /** What is known of the processor: bytes of the weights and of free memory, and whether they fit. */
    readonly fit: (weights: number, free: number, fits: boolean) => string
    /** What going on with the processor means. */
    readonly processor: string
    readonly goOn: string
    readonly again: string
    readonly stop: string
  }
  /** How a device failed, by the code of the failure. */
  readonly ends: Readonly<Record<string, string>>
  readonly otherEnd: string
}

const sizeEn = sizeIn('en-GB')
const sizeDe = sizeIn('de')

export const devicesEn: DevicesWords = {
  title: 'Compute with',
  card: (name) => `Graphics card here: ${name}`,
  trying: 'Trying it… The first time this takes a while.',
  elsewhere:
    'Equal seeds give equal pictures only on one device and precision. A shot that was begun with others goes on with these; it will not be exactly what it would have been, and its take says so.',
  close: 'Done',
  words: {
    automatic: { name: 'Automatic', note: 'What is proven to be right here: today the processor' },
    cpu: { name: 'Processor', note: 'Works on every machine' },
    webgpu: { name: 'Graphics card (WebGPU)', note: 'New: may be faster, or slower' },
    directml: { name: 'Graphics card (DirectML)', note: 'Never tried so far' },
    cuda: { name: 'NVIDIA graphics card (CUDA)', note: 'Never tried so far; needs CUDA 12' },
    coreml: { name: 'Apple’s Core ML', note: 'Never tried so far' }
  },
  precision: 'Precision',
  precisions: {
    exact: { name: 'Exact', note: 'As the model was made' },
    half: { name: 'Half', note: 'In 16 bits' },
    fast: { name: 'Fast', note: 'In 8 bits: may be quicker; other pictures, each step about 3 % off' }
  },
  with: (device, precision) => `${device}, ${precision.toLowerCase()}`,
  probe: probeEn,
  gaveUp: {
    title: (device, why) => `${device} failed twice in a row: ${why}.`,
    fit: (weights, free, fits) =>
      `The model’s weights take ${sizeEn(weights)}; ${sizeEn(free)} of this computer’s memory are free, so the processor ${fits ? 'has room for them' : 'cannot hold them either'}.`,
    processor:
      'The processor goes on from the last second. A shot that is begun is then made on two devices and will not be exactly what it would have been; its take says so.',
    goOn: 'Go on with the processor',
    again: 'Try again',
    stop: 'Stop'
  },
  ends: {
    'device.memory': 'memory ran out',
    'device.lost': 'the device was lost, or its driver began anew',
    'device.absent': 'it cannot be used any more',
    'device.wrong': 'it computes wrongly now',
    'engine.crashed': 'the part that makes the pictures stopped working',
    'engine.hung': 'it gave no sign of life for too long'
  },
  otherEnd: 'it could not go on'
}

export const devicesDe: DevicesWords = {
  title: 'Rechnen mit',
  card: (name) => `Grafikkarte hier: ${name}`,
  trying: 'Wird ausprobiert … Beim ersten Mal dauert das eine Weile.',
  elsewhere:
    'Gleiche Startwerte ergeben nur auf demselben Gerät mit derselben Genauigkeit gleiche Bilder. Eine Einstellung, die mit anderen begonnen wurde, geht mit diesen weiter; sie wird nicht genau das, was sie geworden wäre, und ihre Aufnahme sagt es.',
  close: 'Fertig',
  words: {
    automatic: { name: 'Automatisch', note: 'Was hier erwiesenermaßen richtig rechnet: heute der Prozessor' },
    cpu: { name: 'Prozessor', note: 'Geht auf jedem Rechner' },
    webgpu: { name: 'Grafikkarte (WebGPU)', note: 'Neu: vielleicht schneller, vielleicht langsamer' },
    directml: { name: 'Grafikkarte (DirectML)', note: 'Noch nie ausprobiert' },
    cuda: { name: 'NVIDIA-Grafikkarte (CUDA)', note: 'Noch nie ausprobiert; braucht CUDA 12' },
    coreml: { name: 'Core ML von Apple', note: 'Noch nie ausprobiert' }
  },
  precision: 'Genauigkeit',
  precisions: {
    exact: { name: 'Genau', note: 'Wie das Modell gemacht wurde' },
    half: { name: 'Halb', note: 'Mit 16 Bit' },
    fast: {
      name: 'Schnell',
      note: 'Mit 8 Bit: vielleicht schneller; andere Bilder, jeder Schritt weicht um etwa 3 % ab'
    }
  },
  with: (device, precision) => `${device}, ${precision.toLowerCase()}`,
  probe: probeDe,
  gaveUp: {
    title: (device, why) => `${device}: zweimal nacheinander ausgefallen. ${why}.`,
    fit: (weights, free, fits) =>
      `Die Gewichte des Modells brauchen ${sizeDe(weights)}; vom Speicher dieses Rechners sind ${sizeDe(free)} frei: Der Prozessor ${fits ? 'hat Platz dafür' : 'kann sie auch nicht fassen'}.`,
    processor:
      'Der Prozessor macht bei der letzten Sekunde weiter. Eine begonnene Einstellung entsteht dann auf zwei Geräten und wird nicht genau das, was sie geworden wäre; ihre Aufnahme sagt es.',
    goOn: 'Mit dem Prozessor weiter',
    again: 'Noch einmal versuchen',
    stop: 'Beenden'
  },
  ends: {
    'device.memory': 'Der Speicher reichte nicht',
    'device.lost': 'Das Gerät ging verloren, oder sein Treiber fing neu an',
    'device.absent': 'Es lässt sich nicht mehr benutzen',
    'device.wrong': 'Es rechnet jetzt falsch',
    'engine.crashed': 'Der Teil, der die Bilder macht, hat aufgehört zu arbeiten',
    'engine.hung': 'Es hat sich zu lange nicht gerührt'
  },
  otherEnd: 'Es konnte nicht weiterrechnen'
}

/** @param reason the code of the failure */
export const deviceEnd = ({ ends, otherEnd }: DevicesWords, reason: string, detail?: Fact): string =>
  whyNot({ why: ends, otherwise: otherEnd }, reason, detail)

export const deviceWords = ({ devices }: { devices: DevicesWords }, device: string): Words =>
  devices.words[device] ?? { name: device, note: '' }

export const precisionWords = ({ devices }: { devices: DevicesWords }, precision: string): Words =>
  devices.precisions[precision] ?? { name: precision, note: '' }

/** What a part of a take was made on: the driver's name where it is known, and the precision unless it is the usual one. */
export function madeOnWords(t: { devices: DevicesWords }, { device, precision, driver }: MadeOn): string {
  const name = driver ?? deviceWords(t, device).name
  return precision === processor.precision ? name : t.devices.with(name, precisionWords(t, precision).name)
}
