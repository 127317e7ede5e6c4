/** Reads a pack's `manifest.json`: upgraded to this version, then parsed; faults are told in words. */
import * as v from 'valibot'
import { Failure } from '../../app/base/failure.ts'
import { broughtForward, versionIn } from '../../app/base/versions.ts'
import { manifestSchema, manifestSteps, manifestVersion, type Manifest } from './manifest.ts'
import { insaneNumbers } from './sanity.ts'

/**
 * Parses the text of a manifest, also of an earlier version of the format.
 * @throws Failure `pack.newer` for a later version of the format; `pack.licence` when no licence is named; `pack.manifest`
 * with the field's path for everything else that is wrong.
 */
export function parseManifest(text: string): Manifest {
  const raw = readJson(text)
  const version = versionIn(raw)
  if (version !== null && version > manifestVersion)
    throw new Failure(
      'pack.newer',
      `This pack was made for a newer Throughline (manifest version ${version}; this one reads version ${manifestVersion}).`,
      'Update Throughline, or use an older revision of the pack.'
    )
  const parsed = v.safeParse(manifestSchema, broughtForward(raw, manifestSteps))
  if (!parsed.success) throw refusal(parsed.issues[0])
  const complaint = insaneNumbers(parsed.output)
  if (complaint) throw wrong(complaint)
  return parsed.output
}

function readJson(text: string): object {
  try {
    const raw: unknown = JSON.parse(text)
    if (typeof raw === 'object' && raw !== null) return raw
  } catch {
    // Falls through: not JSON and not an object give the same message.
  }
  throw wrong('it is not a JSON object')
}

function refusal(issue: v.BaseIssue<unknown>): Failure {
  const path = v.getDotPath(issue) ?? 'manifest'
  // A strict object reports either an unknown field (expected `never`) or a missing one.
  const unknownField = issue.type === 'strict_object' && issue.expected === 'never'
  if (unknownField) return wrong(`it has a field this version does not know: ${path}`)
  if (path.startsWith('licence'))
    return new Failure(
      'pack.licence',
      `The pack does not say under which licence its model may be used (manifest.json, ${path}).`,
      'Ask the maker of the pack for a revision that names its licences.'
    )
  if (issue.received === 'undefined') return wrong(`${path} is missing`)
  return wrong(`${path} must be ${issue.expected ?? 'valid'}, not ${issue.received} (${issue.message})`)
}

const longestComplaint = 300

/** @param told may quote the manifest */
function wrong(told: string): Failure {
  const complaint = told.length > longestComplaint ? `${told.slice(0, longestComplaint)} …` : told
  return new Failure(
    'pack.manifest',
    `The pack's manifest.json cannot be used: ${complaint}.`,
    'Choose another pack, or fetch this one again from its maker.',
    { detail: complaint }
  )
}
