// Fetches a software Vulkan device (Mesa's lavapipe), on which tests run the WebGPU provider, and unpacks it into
// node_modules/.cache/software-gpu without installing it. It comes from Debian's backports, as ONNX Runtime's WebGPU refuses the
// version in Debian 12. Where it is not available, tests that need it are skipped.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const home = join(root, 'node_modules', '.cache', 'software-gpu')
const description = join(home, 'device.json')
const mesa = {
  place: 'pool/main/m/mesa/mesa-vulkan-drivers_25.0.7-2~bpo12+1_amd64.deb',
  sha256: '3899f1800424c60a05df5d6913076a526ca8fdbabec43672cd397563d1ca3263'
}
const stamp = join(home, 'made-from.txt')
const helper = '/usr/lib/apt/apt-helper'

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== mesa.sha256) {
  rmSync(home, { recursive: true, force: true })
  const problem = bring()
  if (problem === null) writeFileSync(stamp, mesa.sha256)
  else console.warn(`No software graphics device (${problem}): tests that need one are skipped.`)
}

/** Fetches and unpacks the device. @returns the reason of a failure, or null */
function bring() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is for Linux x64'
  if (!existsSync(helper)) return 'this is no Debian'
  mkdirSync(home, { recursive: true })
  const package_ = join(home, 'mesa.deb')
  // The package is fetched from the Debian mirrors that this machine is configured for.
  const sources = said('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'])
  const repositories = [...new Set(sources.split('\n').filter((line) => line !== ''))]
  const fetched = repositories.some((at) =>
    runs(helper, ['download-file', `${at.replace(/\/?$/, '/')}${mesa.place}`, package_, `SHA256:${mesa.sha256}`])
  )
  if (!fetched) return 'its package could not be fetched'
  if (!runs('dpkg', ['--extract', package_, home])) return 'its package could not be unpacked'
  rmSync(package_)
  const library = join(home, 'usr/lib/x86_64-linux-gnu/libvulkan_lvp.so')
  const missing = said('ldd', [library])
    .split('\n')
    .filter((line) => line.includes('not found'))
  if (missing.length > 0) return `it needs ${missing.map((line) => line.trim().split(' ')[0]).join(', ')}`
  const icd = {
    file_format_version: '1.0.0',
    ICD: { library_path: './usr/lib/x86_64-linux-gnu/libvulkan_lvp.so', api_version: '1.4.305' }
  }
  writeFileSync(description, JSON.stringify(icd))
  return null
}

function runs(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

function said(program, args) {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? ''
}
