/** What the simulated graphics card (failing-device.mjs) is told: how it fails from its next computation on, in order. */
import { renameSync, writeFileSync } from 'node:fs'

/** @param file named by THROUGHLINE_TEST_CARD. Written whole or not at all, as every computation reads it */
export function orderCard(file: string, how: readonly string[]): void {
  writeFileSync(`${file}.told`, JSON.stringify(how))
  renameSync(`${file}.told`, file)
}
