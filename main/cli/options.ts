/** Parsers of option values: commander reports an invalid one with the option's name. */
import { InvalidArgumentError, Option } from 'commander'
import { limits } from '../../app/base/limits.ts'
import { masterFormats, pictureScales, usualMedia, type PictureScale } from '../../app/exchange/formats.ts'
import { takeChoices, usualTakes } from '../../app/exchange/handoff/cut-list.ts'
import { noBurnIn, type BurnIn } from '../export/reel.ts'
import { editRateNames, usualRate, type EditRateName } from '../../app/exchange/handoff/rate.ts'
import { chunk } from '../../app/time.ts'

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    return value
  }

/** `--scale`, for every command that writes pictures. */
export const scaleOption = (): Option =>
  new Option(
    '--scale <n>',
    'size of the pictures: 1 as the model makes them, 2 or 4 times as wide and high (default: 1)'
  ).argParser(pictureScale)

function pictureScale(text: string): PictureScale {
  const scale = pictureScales.find((each) => String(each) === text)
  if (scale === undefined) throw new InvalidArgumentError(`It must be one of ${pictureScales.join(', ')}.`)
  return scale
}

/** `--rate`, for every format for editing programs. */
export const rateOption = (): Option =>
  new Option(
    '--rate <rate>',
    `frames a second, of what goes to an editing program: ${editRateNames.join(', ')} (default: ${usualRate})`
  ).argParser(rateNamed)

function rateNamed(text: string): EditRateName {
  const name = editRateNames.find((each) => each === text)
  if (name === undefined) throw new InvalidArgumentError(`It must be one of ${editRateNames.join(', ')}.`)
  return name
}

/** `--media`: encoding of the take files in a folder for an editing program. */
export const mediaOption = (): Option =>
  new Option('--media <form>', `with --format edit: form of the files of takes (default: ${usualMedia})`).choices(
    masterFormats
  )

/** `--takes`: which takes go into a folder for an editing program. */
export const takesOption = (): Option =>
  new Option(
    '--takes <which>',
    `with --format edit: those the film shows, with those that have a star, or all (default: ${usualTakes})`
  ).choices(takeChoices)

/** `--tails`: chunks made beyond the end of each shot, as handles. */
export const tailsOption = (): Option =>
  new Option(
    '--tails <chunks>',
    'with --format edit: first make so many chunks beyond the end of each finished shot, for trims and dissolves; the film stays as it is'
  ).argParser((text) => chunk(wholeNumber(1, limits.cardChunks)(text)))

/** `--animatic`: the whole film, made or not. */
export const animaticOption = (): Option =>
  new Option('--animatic', 'shots that are not made stand in as their sketch or a slate (default: they are left out)')

/** `--burn`: what is written into the pictures. */
export const burnOption = (): Option =>
  new Option('--burn <what>', 'write into the pictures: number (of the shot), timecode, or number,timecode').argParser(
    burnIn
  )

function burnIn(text: string): BurnIn {
  const words = text.split(',')
  const known = Object.keys(noBurnIn)
  if (words.some((word) => !known.includes(word)) || new Set(words).size !== words.length)
    throw new InvalidArgumentError(`It must be ${known.join(', or ')}, or both with a comma between them.`)
  return { number: words.includes('number'), timecode: words.includes('timecode') }
}

/** `--replace`, for every command that writes a file. */
export const replaceOption = (): Option =>
  new Option(
    '--replace',
    'replace a file that is there already; what was exported from the same film before is replaced without it'
  )
