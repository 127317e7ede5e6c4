/** Checks that a weights file has every tensor of an autoencoder of a given shape, by name and size. Nothing is loaded. */
import { Failure } from '../../app/base/failure.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import { rgb, type AutoencoderShape } from './shape.ts'

const floats: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16'])
/** Largest rows and columns of a convolution kernel; an even size halves the picture. */
const largestKernel = 7

/** @returns the first mismatch as a sentence; null when there is none */
export function autoencoderFault(weights: Weights, shape: AutoencoderShape): string | null {
  try {
    checkDecoder(weights, shape)
    checkEncoder(weights, shape)
    return null
  } catch (error) {
    if (error instanceof Failure) return error.cause
    throw error
  }
}

/** In the order of decoder.ts. */
function checkDecoder(weights: Weights, shape: AutoencoderShape): void {
  const { blocks, framesPerLatent, hold, patchOut } = shape
  let layer = 0
  const next = (): string => `decoder.${layer++}`
  let channels = conv(weights, next(), shape.channels)
  for (const [size, count] of blocks.entries()) {
    if (size > 0) {
      const name = next()
      const shuffled = conv(weights, name, channels)
      if (shuffled % 4 !== 0) throw unfit(weights, `gives ${shuffled} channels in "${name}", not a multiple of 4`)
      channels = shuffled / 4
      layer++
    }
    for (let block = 0; block < count; block++) residual(weights, next(), channels)
  }
  tensor(weights, `${next()}.g`, [channels, 1, 1])
  layer++
  const [outputs, last] = [(framesPerLatent / hold) * rgb * patchOut * patchOut, next()]
  tensor(weights, `${last}.weight`, [outputs, channels, 1, 1])
  tensor(weights, `${last}.bias`, [outputs])
}

/** In the order of encoder.ts. */
function checkEncoder(weights: Weights, { framesPerLatent, patchIn, channels }: AutoencoderShape): void {
  const folded = conv(weights, 'encoder.0', framesPerLatent * rgb * patchIn * patchIn)
  residual(weights, 'encoder.1', folded)
  const halved = conv(weights, 'encoder.2', folded)
  residual(weights, 'encoder.3', halved)
  tensor(weights, 'encoder.4.g', [halved, 1, 1])
  conv(weights, 'encoder.6', halved, channels)
}

/** @returns the output channels, which must be `to` where given */
function conv(weights: Weights, name: string, from: number, to?: number): number {
  if (weights.tensors.has(`${name}.0.weight`)) return conv(weights, `${name}.1`, conv(weights, `${name}.0`, from), to)
  const [out = 0, , rows = 0] = entryOf(weights, `${name}.weight`).shape
  tensor(weights, `${name}.weight`, [to ?? out, from, rows, rows])
  if (rows < 1 || rows > largestKernel || out < 1) throw unfit(weights, `holds "${name}.weight" in a size that is none`)
  tensor(weights, `${name}.bias`, [out])
  return out
}

function residual(weights: Weights, name: string, channels: number): void {
  tensor(weights, `${name}.na.g`, [channels, 1, 1])
  const inner = conv(weights, `${name}.a`, channels)
  tensor(weights, `${name}.nb.g`, [inner, 1, 1])
  conv(weights, `${name}.b`, inner, channels)
}

function tensor(weights: Weights, name: string, shape: readonly number[]): void {
  const { dtype } = entryOf(weights, name, shape)
  if (!floats.has(dtype)) throw unfit(weights, `holds "${name}" as ${dtype}, not as floating-point numbers`)
}

const unfit = ({ path }: Weights, what: string): Failure =>
  new Failure(
    'weights.tensor',
    `The weights file ${path} ${what}.`,
    'It belongs to another model or version. Use the file that came with this model.',
    { path }
  )
