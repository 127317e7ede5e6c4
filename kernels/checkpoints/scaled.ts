/**
 * Quantised formats. fp8 with one scale per tensor is supported: weight = fp8 × scale, with either of the two naming
 * schemes. Others are recognised by tensors beside the weights, and refused.
 */
import { foreign, quoted } from '../weights/refusal.ts'
import { derivedTensor, elementsOf, type LazyTensor } from './tensor.ts'

/** Suffix of a tensor's name → the format that uses it. */
const foreignForms: readonly (readonly [RegExp, string])[] = [
  [/\.weight_scale_2$/, 'nvfp4'],
  [/\.(?:weight\._data|weight\._scale|weight_qtype)$/, 'quanto int8'],
  [/\.(?:absmax|quant_map|nested_absmax|quant_state\.\w+)$/, 'bitsandbytes'],
  [/\.(?:qweight|qzeros|g_idx)$/, 'GPTQ or AWQ'],
  [/\.(?:wscales|wzeros|smooth_factor)$/, 'SVDQuant'],
  [/\.(?:weight_scale_inv|weight_zero_point|weight_packed)$/, 'a form with a scale for each block']
]
const scaleNames = ['.scale_weight', '.weight_scale'] as const
/** Tensors beside quantised weights that are not needed: input scales and markers. */
const beside = /(?:^|\.)(?:scaled_fp8|scale_input|input_scale|comfy_quant)$/
const mostNoteBytes = 4096

/**
 * The tensors with scales multiplied in, and without quantisation metadata.
 * @param path for error messages
 * @throws Failure `weights.form` for other quantised formats, and for scales that are not one number
 */
export function unscaled(path: string, tensors: ReadonlyMap<string, LazyTensor>): ReadonlyMap<string, LazyTensor> {
  const scales = new Map<string, LazyTensor>()
  for (const [name, tensor] of tensors) {
    const form = foreignForms.find(([ending]) => ending.test(name))?.[1]
    if (form) throw refused(path, form)
    if (/(?:^|\.)comfy_quant$/.test(name)) demandFp8(path, tensor)
    const ending = scaleNames.find((each) => name.endsWith(each))
    if (ending) scales.set(`${name.slice(0, -ending.length)}.weight`, tensor)
  }
  const plain = new Map<string, LazyTensor>()
  for (const [name, tensor] of tensors) {
    if (beside.test(name) || scaleNames.some((each) => name.endsWith(each))) continue
    const scale = scales.get(name)
    plain.set(name, scale ? scaledBy(path, tensor, scale) : tensor)
  }
  for (const [name, scale] of scales)
    if (!plain.has(name)) throw refused(path, `a scale without weights, ${quoted(scale.name)}`)
  return plain
}

function scaledBy(path: string, tensor: LazyTensor, scale: LazyTensor): LazyTensor {
  const isFp8 = tensor.dtype === 'F8_E4M3' || tensor.dtype === 'F8_E5M2'
  if (!isFp8 || elementsOf(scale.shape) !== 1)
    throw refused(path, `${tensor.dtype} with [${scale.shape.join(', ')}] scales for ${quoted(tensor.name)}`)
  return derivedTensor(tensor, path, (rows) => {
    const factor = scale.read()[0]!
    return tensor.read(rows).map((value) => value * factor)
  })
}

/** ComfyUI's metadata of a quantised tensor: `{"format":"float8_e4m3fn"}`. */
function demandFp8(path: string, { place, dtype, name }: LazyTensor): void {
  if (!place || dtype !== 'U8' || place.bytes > mostNoteBytes) throw refused(path, quoted(name))
  const text = place.source.read(place.offset, place.bytes).toString('utf8')
  const format = /"format"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? ''
  if (!/^float8_e(?:4m3fn|5m2)$/.test(format)) throw refused(path, format || 'not stated')
}

const refused = (path: string, form: string): Error =>
  foreign(
    path,
    `is quantised in a form that this program does not read (${form})`,
    'Take the same model in F16, BF16, F32 or fp8 (e4m3fn, scaled or not).'
  )
