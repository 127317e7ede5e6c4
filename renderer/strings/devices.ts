/** Names of the devices that compute the film, in both languages; keys are those of kernels/runtime/devices.ts. */

interface DeviceWords {
  readonly name: string
  readonly note: string
}

/** Per language; a device without a text is called by its key. */
export interface DevicesWords {
  readonly title: string
  /** The graphics card that was found. */
  readonly card: (name: string) => string
  readonly trying: string
  /** What a change means for unfinished shots. */
  readonly elsewhere: string
  readonly close: string
  readonly words: Readonly<Record<string, DeviceWords>>
}

export const devicesEn: DevicesWords = {
  title: 'Compute with',
  card: (name) => `Graphics card here: ${name}`,
  trying: 'Trying it…',
  elsewhere:
    'Equal seeds give equal pictures only on one device. A shot that was begun on another goes on on this one; it will not be exactly what it would have been, and its take says so.',
  close: 'Done',
  words: {
    automatic: { name: 'Automatic', note: 'What is proven to be right here: today the processor' },
    cpu: { name: 'Processor', note: 'Works on every machine' },
    webgpu: { name: 'Graphics card (WebGPU)', note: 'New: may be faster, or slower' },
    directml: { name: 'Graphics card (DirectML)', note: 'Never tried so far' },
    cuda: { name: 'NVIDIA graphics card (CUDA)', note: 'Never tried so far; needs CUDA 12' },
    coreml: { name: 'Apple’s Core ML', note: 'Never tried so far' }
  }
}

export const devicesDe: DevicesWords = {
  title: 'Rechnen mit',
  card: (name) => `Grafikkarte hier: ${name}`,
  trying: 'Wird ausprobiert …',
  elsewhere:
    'Gleiche Startwerte ergeben nur auf demselben Gerät gleiche Bilder. Eine Einstellung, die anderswo begonnen wurde, geht hier weiter; sie wird nicht genau das, was sie geworden wäre, und ihre Aufnahme sagt es.',
  close: 'Fertig',
  words: {
    automatic: { name: 'Automatisch', note: 'Was hier erwiesenermaßen richtig rechnet: heute der Prozessor' },
    cpu: { name: 'Prozessor', note: 'Geht auf jedem Rechner' },
    webgpu: { name: 'Grafikkarte (WebGPU)', note: 'Neu: vielleicht schneller, vielleicht langsamer' },
    directml: { name: 'Grafikkarte (DirectML)', note: 'Noch nie ausprobiert' },
    cuda: { name: 'NVIDIA-Grafikkarte (CUDA)', note: 'Noch nie ausprobiert; braucht CUDA 12' },
    coreml: { name: 'Core ML von Apple', note: 'Noch nie ausprobiert' }
  }
}

export const deviceWords = ({ devices }: { devices: DevicesWords }, device: string): DeviceWords =>
  devices.words[device] ?? { name: device, note: '' }
