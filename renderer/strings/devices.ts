/**
 * Names of the devices that compute the film and of their precisions, in both languages; keys are those of
 * kernels/runtime/devices.ts and app/ledger/made-on.ts.
 */
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
}

export const devicesEn: DevicesWords = {
  title: 'Compute with',
  card: (name) => `Graphics card here: ${name}`,
  trying: 'Trying it…',
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
    fast: { name: 'Fast', note: 'In 8 bits: quicker on many machines; other pictures, each step about 3 % off' }
  },
  with: (device, precision) => `${device}, ${precision.toLowerCase()}`
}

export const devicesDe: DevicesWords = {
  title: 'Rechnen mit',
  card: (name) => `Grafikkarte hier: ${name}`,
  trying: 'Wird ausprobiert …',
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
      note: 'Mit 8 Bit: auf vielen Rechnern schneller; andere Bilder, jeder Schritt weicht um etwa 3 % ab'
    }
  },
  with: (device, precision) => `${device}, ${precision.toLowerCase()}`
}

export const deviceWords = ({ devices }: { devices: DevicesWords }, device: string): Words =>
  devices.words[device] ?? { name: device, note: '' }

export const precisionWords = ({ devices }: { devices: DevicesWords }, precision: string): Words =>
  devices.precisions[precision] ?? { name: precision, note: '' }

/** What a part of a take was made on: the driver's name where it is known, and the precision unless it is the usual one. */
export function madeOnWords(t: { devices: DevicesWords }, { device, precision, driver }: MadeOn): string {
  const name = driver ?? deviceWords(t, device).name
  return precision === processor.precision ? name : t.devices.with(name, precisionWords(t, precision).name)
}
