/** The format of a file named with -o: extension and format must agree. */
import { basename } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { isFolder, type ExportFormat } from '../../app/exchange/formats.ts'
import { agrees, extensionOf, formatOf, namedFor } from '../../app/exchange/file-format.ts'
import { shortened } from '../../app/exchange/shot-list.ts'

/**
 * @param output value of -o
 * @param formats those the command can write
 * @param asked the format given explicitly, if any; else the extension decides
 * @throws Failure `usage.extension`
 */
export function formatFor<Format extends ExportFormat>(
  output: string,
  formats: readonly Format[],
  asked?: Format
): Format {
  const name = basename(output)
  const format = asked ?? formats.find((each) => each === formatOf(name))
  if (format !== undefined && agrees(name, format)) return format
  const quoted = `“${shortened(name)}”`
  if (format !== undefined) {
    const what = isFolder(format) ? 'a folder' : `a file whose form is ${format}`
    throw new Failure('usage.extension', `${quoted} is no name for ${what}.`, `Name it ${namedFor(name, format)}.`)
  }
  const files = [...new Set(formats.map(extensionOf).filter((extension) => extension !== ''))]
  const folders = formats.filter(isFolder).map((each) => `--format ${each}`)
  const folder = folders.length > 0 ? ` For a folder say ${folders.join(' or ')}, and name it.` : ''
  throw new Failure(
    'usage.extension',
    `${quoted} does not say which form the file is to have.`,
    `Let its name end in ${files.join(', ')}.${folder}`
  )
}
