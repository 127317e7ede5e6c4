/** Checks a pack's file before reading it: an ordinary file, inside the folder, within a size limit. */
import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { readTextWithin, readWithin, Unreadable } from '../files/read-within.ts'

/** Limits per kind of file. The shipped pack has 6 kB, 230 kB, 23 MB. */
export const mostBytes = { manifest: 2 ** 20, vocabulary: 2 ** 24, weights: 2 ** 37 } as const

const damagedPack = 'Choose another pack, or fetch this one again from its maker.'

export interface PackFile {
  /** Absolute, with links resolved. */
  readonly path: string
  readonly size: number
}

/**
 * Locates a file of the pack without opening it: opening a pipe or a device could block for ever.
 * @param most bytes
 * @throws Failure `pack.file` when it is missing, `pack.not-a-file` for a folder, a pipe or a device, `pack.outside` for a
 * link that leads out of the folder, `pack.too-large`
 */
export async function packFile(folder: string, file: string, most: number): Promise<PackFile> {
  const named = join(folder, file)
  let found: { path: string; home: string; info: Stats }
  try {
    const [path, home] = await Promise.all([realpath(named), realpath(folder)])
    found = { path, home, info: await stat(path) }
  } catch {
    throw missingFile(folder, file)
  }
  const { path, home, info } = found
  if (!path.startsWith(home.endsWith(sep) ? home : home + sep))
    throw new Failure(
      'pack.outside',
      `${file} is a link that leads out of the pack's folder, to ${path}.`,
      'Put the file itself into the folder.',
      { file, path }
    )
  if (!info.isFile())
    throw new Failure('pack.not-a-file', `${file} in ${folder} is no ordinary file.`, damagedPack, { file, folder })
  if (info.size > most)
    throw new Failure(
      'pack.too-large',
      `${file} has ${info.size} bytes; a file of this kind has at most ${most}.`,
      damagedPack,
      { file, count: info.size, most }
    )
  return { path, size: info.size }
}

/**
 * The text of a small file of the pack, UTF-8.
 * @throws Failure as `packFile`, and `pack.unreadable`
 */
export const packText = (folder: string, file: string, most: number): Promise<string> =>
  smallFile(folder, file, most, readTextWithin)

/** The bytes of a small file of the pack. @throws Failure as `packText` */
export const packBytes = (folder: string, file: string, most: number): Promise<Uint8Array> =>
  smallFile(folder, file, most, readWithin)

async function smallFile<Content>(
  folder: string,
  file: string,
  most: number,
  read: (path: string, most: number) => Content
): Promise<Content> {
  const { path } = await packFile(folder, file, most)
  try {
    return read(path, most)
  } catch (error) {
    throw unreadable(file, folder, error instanceof Unreadable ? error.code : String(error))
  }
}

/** @param detail the system's code or words */
export const unreadable = (file: string, folder: string, detail: string): Failure =>
  new Failure(
    'pack.unreadable',
    `${file} in ${folder} cannot be read (${detail}).`,
    'Check the disk and who may read it.',
    { file, folder, detail }
  )

export const missingFile = (folder: string, file: string): Failure =>
  new Failure(
    'pack.file',
    `The pack is incomplete: ${file} is missing from ${folder}.`,
    'Fetch the pack again; all its files belong in one folder.',
    { file, folder }
  )
