// The characters that a WOFF2 font has, from its table `cmap` (https://www.w3.org/TR/WOFF2, OpenType `cmap` formats 4 and 12).
import { brotliDecompressSync } from 'node:zlib'

const known =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'.match(
    /.{4}(?: |$)/g
  )

/** @param file the whole font. @returns its code points */
export function charactersOf(file) {
  const tables = file.readUInt16BE(12)
  let at = 48
  let offset = 0
  let cmap = null
  const base128 = () => {
    let value = 0
    for (;;) {
      const byte = file[at++]
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  for (let table = 0; table < tables; table++) {
    const flags = file[at++]
    const index = flags & 63
    const tag = index === 63 ? file.toString('latin1', at, (at += 4)) : known[index].slice(0, 4)
    const original = base128()
    const transformed = tag === 'glyf' || tag === 'loca' ? flags >> 6 === 0 : flags >> 6 !== 0
    const length = transformed ? base128() : original
    if (tag === 'cmap') cmap = [offset, length]
    offset += length
  }
  const all = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)))
  return charactersIn(all.subarray(cmap[0], cmap[0] + cmap[1]))
}

function charactersIn(cmap) {
  const characters = new Set()
  for (let table = 0; table < cmap.readUInt16BE(2); table++) {
    const at = cmap.readUInt32BE(4 + table * 8 + 4)
    const format = cmap.readUInt16BE(at)
    if (format === 4) ofFormat4(cmap, at, characters)
    if (format === 12) ofFormat12(cmap, at, characters)
  }
  return characters
}

function ofFormat4(cmap, at, characters) {
  const twice = cmap.readUInt16BE(at + 6)
  for (let segment = 0; segment < twice; segment += 2) {
    const [end, start] = [cmap.readUInt16BE(at + 14 + segment), cmap.readUInt16BE(at + 16 + twice + segment)]
    for (let code = start; code <= end && code !== 0xffff; code++) characters.add(code)
  }
}

function ofFormat12(cmap, at, characters) {
  for (let group = 0; group < cmap.readUInt32BE(at + 12); group++) {
    const [start, end] = [cmap.readUInt32BE(at + 16 + group * 12), cmap.readUInt32BE(at + 20 + group * 12)]
    for (let code = start; code <= end; code++) characters.add(code)
  }
}
