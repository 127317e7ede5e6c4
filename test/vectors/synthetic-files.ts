/** Files of a folder of vectors: named tensors, one safetensors file per vector, and the manifest. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeSafetensors, type TensorToWrite } from '../kernels/kit/safetensors-writer.ts'

export type Tensors = Record<string, TensorToWrite>
export interface SyntheticVector {
  readonly tensors: Tensors
  readonly extra?: unknown
  /** Of its floats, all of them or by the end of their name; as in the recorded set. */
  readonly tolerance: number
  readonly tolerances?: Readonly<Record<string, number>>
}

export const floats = (dims: readonly number[], values: ArrayLike<number>): TensorToWrite => ({
  dtype: 'F32',
  shape: dims,
  data: Float32Array.from(values)
})
export const doubles = (dims: readonly number[], values: ArrayLike<number>): TensorToWrite => ({
  dtype: 'F64',
  shape: dims,
  data: Float64Array.from(values)
})
export const integers = (dims: readonly number[], values: readonly number[]): TensorToWrite => ({
  dtype: 'I64',
  shape: dims,
  data: BigInt64Array.from(values, BigInt)
})

/** `weights.safetensors` lies in the folder already. */
export function writeVectors(folder: string, config: object, vectors: Readonly<Record<string, SyntheticVector>>): void {
  const entries = Object.entries(vectors).map(([id, { tensors, extra, tolerance, tolerances = {} }]) => {
    writeFileSync(join(folder, `${id}.safetensors`), encodeSafetensors(tensors))
    const toleranceOf = (name: string): number =>
      Object.entries(tolerances).find(([end]) => name.endsWith(end))?.[1] ?? tolerance
    const listed = Object.entries(tensors).map(([name, { dtype, shape }]) => ({
      name,
      shape,
      ...(name.startsWith('out.') ? { tolerance: dtype === 'I64' ? 'exact' : toleranceOf(name) } : {})
    }))
    return { id, file: `${id}.safetensors`, tensors: listed, ...(extra === undefined ? {} : { extra }) }
  })
  const weights = { id: 'weights', file: 'weights.safetensors', tensors: [] }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ config, vectors: [weights, ...entries] }))
}
