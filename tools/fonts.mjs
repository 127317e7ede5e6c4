// Puts the fonts of printed pages into assets/fonts, from the packages of Fontsource: `node tools/fonts.mjs`.
// Run it when a version below changes; what it writes is committed, as the packages hold 200 MB for the 9 MB in use.
// Of each slice only the characters are listed that it has: the style sheets of the packages name whole blocks.
// Each package is fetched by npm, which checks it against the registry's hash.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { charactersOf } from './woff2-characters.mjs'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'assets', 'fonts')
const notoVersion = '5.3.0'
const scripts =
  'arabic armenian bengali devanagari ethiopic georgian gujarati gurmukhi hebrew kannada khmer lao malayalam myanmar oriya sinhala tamil telugu thaana thai symbols-2 jp sc kr'
const packages = [
  ['@fontsource-variable/inter', '5.3.0', 'wght.css'],
  ...scripts.split(' ').map((script) => [`@fontsource/noto-sans-${script}`, notoVersion, '400.css']),
  ['@fontsource/noto-emoji', '5.3.2', '400.css']
]
/** Scripts that Inter draws, and a few signs that fonts of a script have beside it. */
const elsewhere = /-(?:latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-400-normal\.woff2$/
const signs = /-(?:math|symbols)-400-normal\.woff2$/

const temporary = mkdtempSync(join(tmpdir(), 'fonts-'))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const faces = packages.flatMap(([name, version, css]) => facesOf(name, version, css))
writeFileSync(join(folder, 'faces.json'), `[\n${faces.map((face) => JSON.stringify(face)).join(',\n')}\n]\n`)
rmSync(temporary, { recursive: true })

function facesOf(name, version, css) {
  const short = basename(name)
  const at = join(temporary, short)
  mkdirSync(at)
  run('npm', ['pack', '--silent', '--pack-destination', at, `${name}@${version}`])
  run('tar', ['xzf', join(at, `${name.slice(1).replace('/', '-')}-${version}.tgz`), '-C', at])
  mkdirSync(join(folder, short))
  copyFileSync(join(at, 'package', 'LICENSE'), join(folder, short, 'LICENSE'))
  const rules = readFileSync(join(at, 'package', css), 'utf8').match(/@font-face \{[^}]*\}/g)
  return rules.flatMap((rule) => {
    const file = /url\(\.\/files\/([^)]*\.woff2)\)/.exec(rule)[1]
    if (short !== 'inter' && elsewhere.test(file)) return []
    if (short !== 'noto-sans-symbols-2' && signs.test(file)) return []
    const font = join(at, 'package', 'files', file)
    copyFileSync(font, join(folder, short, file))
    const [, family] = /font-family: '([^']*)'/.exec(rule)
    const [, weight] = /font-weight: ([^;]*);/.exec(rule)
    const range = within(/unicode-range: ([^;]*);/.exec(rule)[1], charactersOf(readFileSync(font)))
    return [{ family, weight, file: `${short}/${file}`, range }]
  })
}

/** The part of a CSS range that a font has. */
function within(range, characters) {
  const codes = range.split(',').flatMap((part) => {
    const [from, to = from] = part
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => parseInt(hex, 16))
    return Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((code) => characters.has(code))
  })
  const spans = []
  for (const code of [...new Set(codes)].sort((one, other) => one - other)) {
    const last = spans.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else spans.push([code, code])
  }
  const hex = (code) => code.toString(16).toUpperCase()
  return spans.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',')
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error ?? status}`)
}
