/** Recognises unsupported files by their first bytes, each with what to do instead. */
import type { ByteSource } from '../weights/byte-source.ts'
import { damaged, foreign } from '../weights/refusal.ts'

/** Magic number of torch's format before zip, in pickle. */
const oldTorch = Buffer.from('80028a0a6cfc9c46f920', 'hex')
const lfs = 'version https://git-lfs.github.com/spec/'
const otherPrecision = 'Take the same model as .safetensors, .pt or .pth in F32, F16, BF16 or fp8 (e4m3fn).'

/** @throws Failure `weights.form` for a recognised, unsupported format; `weights.damaged` for an empty or tiny file */
export function refuseForeign(source: ByteSource): void {
  const { path, size } = source
  if (size < 8) throw damaged(path, size === 0 ? 'it is empty' : `it has only ${size} bytes`)
  const head = source.read(0, Math.min(size, 512))
  if (isSafetensors(head, size)) return
  const text = head.toString('latin1').trimStart()
  if (head.toString('latin1', 0, 4) === 'GGUF') throw foreign(path, 'is a quantised model (GGUF)', otherPrecision)
  if (head.subarray(0, oldTorch.length).equals(oldTorch))
    throw foreign(
      path,
      'was saved in the form that torch wrote before version 1.6',
      'Take a .safetensors file of the same model, or save it again with a newer torch.'
    )
  if (head[0] === 0x80 && head[1]! <= 5)
    throw foreign(
      path,
      'is a bare pickle, which can hold any program, and not weights as torch saves them',
      'Take a .safetensors file of the same model. Nothing of this one was run.'
    )
  if (text.startsWith(lfs))
    throw foreign(
      path,
      'is a placeholder of a few lines: the weights themselves were not fetched',
      'Fetch the file itself, by `git lfs pull` or from the page where it is published.'
    )
  if (/^<(?:!doctype|html|\?xml|head)/i.test(text))
    throw foreign(
      path,
      'is a web page that was saved under this name',
      'Fetch the file again; where it is published one may have to sign in or agree to its licence first.'
    )
  if (head.readUInt16BE(0) === 0x1f8b || head.toString('latin1', 257, 262) === 'ustar')
    throw foreign(path, 'is a packed archive', 'Unpack it and give the folder.')
}

/** The first bytes are a length, which may look like any other format's magic number. */
const isSafetensors = (head: Buffer, size: number): boolean =>
  head.length > 8 && head[8] === 0x7b && head.readBigUInt64LE(0) <= BigInt(size - 8)
