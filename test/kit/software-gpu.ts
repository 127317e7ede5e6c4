/**
 * A software graphics device for the WebGPU provider (`tools/software-gpu.mjs` fetches it). Without it the tests are skipped, also in
 * CI: it is not known whether every CI machine can fetch it.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const home = fileURLToPath(new URL('../../node_modules/.cache/software-gpu', import.meta.url))
const there = existsSync(`${home}/made-from.txt`)

/** Environment variables that give a process only this device. The library reads them when it is loaded. */
export const softwareGpu = { VK_DRIVER_FILES: `${home}/device.json` }
/** Environment variables that give a process no device. */
export const noGpu = { VK_DRIVER_FILES: '/no-graphics-device.json' }

/** Like `test`, but skipped without the device. */
export const testOnGpu = test.skipIf(!there)
