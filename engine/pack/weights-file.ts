/** Proof that a file of a pack is the one its manifest names, and that the numbers of weights are numbers. */
import { Failure } from '../../app/base/failure.ts'
import { openWeights, readFloats, type Weights } from '../../kernels/weights/safetensors.ts'
import { sha256OfFile, type Following } from '../files/sha256.ts'
import { mostBytes, packFile, type PackFile } from './pack-file.ts'

/** Above this size the scan for NaN is left out: the hash already proves that the file is the one its maker published. */
const scanLimitBytes = 2 ** 30

export interface NamedFile {
  readonly file: string
  readonly sha256: string
}

/**
 * Checks a weights file of the pack: proven, a sound .safetensors file, free of NaN and infinity.
 * @throws Failure `pack.hash`, `pack.numbers`, what `packFile` refuses, or the reader's own `weights.damaged`.
 */
export async function provenWeights(folder: string, named: NamedFile): Promise<Weights> {
  const { path, size } = await provenFile(folder, named, mostBytes.weights)
  const weights = openWeights(path)
  if (size <= scanLimitBytes) refuseBrokenNumbers(named.file, weights)
  return weights
}

/** The same without reading its numbers. @throws Failure as `packFile`; `weights.damaged` */
export async function namedWeights(folder: string, { file }: NamedFile): Promise<Weights> {
  return openWeights((await packFile(folder, file, mostBytes.weights)).path)
}

/**
 * Checks a file of the pack: there, and of the named hash.
 * @param most bytes it may have
 * @param following progress of hashing, and how to end it
 * @throws Failure `pack.hash`, and what `packFile` refuses; AbortError
 */
export async function provenFile(
  folder: string,
  named: NamedFile,
  most: number,
  following?: Following
): Promise<PackFile> {
  const file = await packFile(folder, named.file, most)
  const found = await sha256OfFile(file.path, following)
  if (found !== named.sha256) throw otherFile(named, found)
  return file
}

/** @param found its hash */
export const otherFile = ({ file, sha256 }: NamedFile, found: string): Failure =>
  new Failure(
    'pack.hash',
    `${file} is not the file this pack was published with: its SHA-256 is ${found}, the manifest names ${sha256}.`,
    'The file is damaged or was exchanged. Fetch the pack again.',
    { file }
  )

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
