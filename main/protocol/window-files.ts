/** Serves the built renderer: scripts, styles, fonts, icons. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Route } from './scheme.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2'
}

/** A route over one folder; 404 for a path outside the folder, or an unexpected file type. */
export function windowFiles(folder: string): Route {
  return async (path) => {
    const file = normalize(join(folder, path === '/' ? 'index.html' : path))
    const type = types[extname(file)]
    if (type === undefined || !file.startsWith(folder + sep)) return undefined
    return { body: new Uint8Array(await readFile(file)), type, immutable: false }
  }
}
