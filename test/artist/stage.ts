/**
 * The built program to be tested, in a folder of its own: unchanged, or with the fake engine in place of the real one. The product
 * needs no switch for that: only this copy has another `engine.js`.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Stage {
  /** The folder to start Electron with. */
  readonly folder: string
  strike(): void
}

/** @param program a clone with a build in `out`; @param engine which engine to use */
export async function setStage(program: string, engine: 'fake' | 'real'): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-stage-'))
  cpSync(join(program, 'package.json'), join(folder, 'package.json'))
  cpSync(join(program, 'out'), join(folder, 'out'), { recursive: true })
  for (const name of ['node_modules', 'assets']) symlinkSync(join(program, name), join(folder, name))
  if (engine === 'fake') await buildEngine(join(folder, 'out', 'main'))
  return { folder, strike: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Bundles the fake engine as `engine.js`, as electron-vite does with the real one. */
async function buildEngine(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await build({
    ...{ root, configFile: false, logLevel: 'error' },
    build: {
      ...{ ssr: true, outDir: folder, emptyOutDir: false, target: 'node20' },
      rollupOptions: { input: { engine: fileURLToPath(new URL('engine/entry.ts', import.meta.url)) } }
    }
  })
}
