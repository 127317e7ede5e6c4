/** Proof that a file of a pack is the one its manifest names, and that the numbers of weights are numbers. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../app/contract/failure.ts'
import { openWeights, readFloats, type Weights } from '../../kernels/weights/safetensors.ts'

/** Above this size the scan for NaN is left out: the hash already proves that the file is the one its maker published. */
const scanLimitBytes = 2 ** 30

export interface NamedFile {
  readonly file: string
  readonly sha256: string
}

/**
 * Checks a weights file of the pack: proven, a sound .safetensors file, free of NaN and infinity.
 * @throws Failure `pack.file`, `pack.hash`, `pack.numbers`, or the reader's own `weights.damaged`.
 */
export async function provenWeights(folder: string, named: NamedFile): Promise<Weights> {
  const size = await provenFile(folder, named)
  const weights = openWeights(join(folder, named.file))
  if (size <= scanLimitBytes) refuseBrokenNumbers(named.file, weights)
  return weights
}

/**
 * Checks a file of the pack: there, and of the named hash.
 * @returns its size in bytes
 * @throws Failure `pack.file`, `pack.hash`
 */
export async function provenFile(folder: string, named: NamedFile): Promise<number> {
  const path = join(folder, named.file)
  const size = await stat(path).then(
    (info) => (info.isFile() ? info.size : null),
    () => null
  )
  if (size === null)
    throw new Failure(
      'pack.file',
      `The pack is incomplete: ${named.file} is missing from ${folder}.`,
      'Fetch the pack again; all its files belong in one folder.',
      { file: named.file, folder }
    )
  const found = await sha256OfFile(path)
  if (found !== named.sha256)
    throw new Failure(
      'pack.hash',
      `${named.file} is not the file this pack was published with: its SHA-256 is ${found}, the manifest names ${named.sha256}.`,
      'The file is damaged or was exchanged. Fetch the pack again.',
      { file: named.file }
    )
  return size
}

/** SHA-256 (hex) of a file, streamed: files may be larger than memory. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

function refuseBrokenNumbers(file: string, weights: Weights): void {
  for (const { name, dtype } of weights.tensors.values()) {
    if (!/^B?F\d+$/.test(dtype)) continue
    const values = readFloats(weights, name)
    const broken = values.findIndex((value) => !Number.isFinite(value))
    if (broken >= 0)
      throw new Failure(
        'pack.numbers',
        `${file} holds ${values[broken]} in the tensor "${name}" (element ${broken}): such a model can only make noise.`,
        'The pack was made from a failed training. Choose another revision.',
        { file }
      )
  }
}
