/**
 * A graphics device in software, on which the WebGPU provider runs (`tools/software-gpu.mjs` brings it). Without it its tests are
 * skipped, in CI too: whether every machine that runs CI can fetch it is not known yet.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const home = fileURLToPath(new URL('../../node_modules/.cache/software-gpu', import.meta.url))
const there = existsSync(`${home}/made-from.txt`)

/** Environment of a process that has this device and no other. The library reads it when it is loaded. */
export const softwareGpu = { VK_DRIVER_FILES: `${home}/device.json` }
/** Of a process without any. */
export const noGpu = { VK_DRIVER_FILES: '/no-graphics-device.json' }

/** As `test`; skipped where there is no such device. */
export const testOnGpu = test.skipIf(!there)
