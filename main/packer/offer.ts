/** Looks into chosen folders: what is there, what would be added, and what is still to be said. */
import { Failure } from '../../app/base/failure.ts'
import type {
  ModelLabel,
  ModelOffer,
  ModelWishes,
  OfferedFile,
  OfferedModel,
  PublishedFiles
} from '../../app/contract/models.ts'
import { families, familyNames, hinted, type FamilyName } from '../../engine/models/families.ts'
import type { FoundPart, Inspection, Watcher } from '../../engine/models/inspect.ts'
import { usualCanvas } from '../../engine/models/manifest-of.ts'
import { partFacts, parts } from '../../engine/models/parts.ts'
import { planImport, type ImportPlan } from '../../engine/models/plan.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { isPack, packsBelow } from '../packs/foreign.ts'
import { foundToAdd } from '../packs/found.ts'
import { demandFree } from '../packs/import.ts'
import { licencesOf } from '../packs/licences.ts'
import type { PackPlaces } from '../packs/places.ts'
import { shelfOf } from '../packs/shelf.ts'
import type { PackToAdd } from '../packs/to-add.ts'
import type { ChosenFolders } from './messages.ts'

export interface Looked {
  readonly offer: ModelOffer
  /** What is to be copied. */
  readonly packs: readonly PackToAdd[]
  /** What is to be made of published files; null while that is not known. */
  readonly plan: ImportPlan | null
}

/** @throws Failure as `foundToAdd` */
export async function lookInto(
  { folders, wishes }: ChosenFolders,
  places: PackPlaces,
  watcher: Watcher
): Promise<Looked> {
  // The folder around packs is often meant for them.
  const meant = folders.flatMap((folder) => {
    const inner = isPack(folder) ? [] : packsBelow(folder)
    return inner.length > 0 ? inner : [folder]
  })
  const found = await foundToAdd(meant, places, { use: wishes.use }, watcher)
  if (found.kind === 'packs') {
    const models = found.packs.map(({ model, manifest, bytes, left }) => ({
      ...{ model, bytes, left },
      label: labelOf(manifest)
    }))
    return { offer: { folders, models, files: null, bytes: sum(models) }, packs: found.packs, plan: null }
  }
  const { plan, problem } = await planned(found.files, wishes, places)
  const models = plan ? [modelOf(plan)] : []
  const files = publishedFiles(found.files, wishes, problem)
  const bytes = plan ? sum(models) : found.files.space
  return { offer: { folders, models, files, bytes }, packs: [], plan }
}

const sum = (models: readonly OfferedModel[]): number => models.reduce((all, { bytes }) => all + bytes, 0)

const modelOf = ({ model, preview, bytes }: ImportPlan): OfferedModel => ({
  ...{ model, bytes, label: labelOf(preview) },
  left: []
})

export function labelOf(manifest: Manifest): ModelLabel {
  const { width, height, fps } = manifest.video
  return { name: manifest.name, width, height, fps, licences: licencesOf(manifest) }
}

/** What can be made of the files, once nothing is missing or to be said. */
async function planned(
  found: Inspection,
  { family, use }: ModelWishes,
  places: PackPlaces
): Promise<{ readonly plan: ImportPlan | null; readonly problem: Failure | null }> {
  const known = familyOf(family)
  if (known === null || found.missing.length > 0 || toChoose(found).length > 0) return { plan: null, problem: null }
  try {
    const plan = planImport(found, { family: known, canvas: usualCanvas, lora: true, id: null, use })
    demandFree(plan, places.added, await shelfOf(places))
    return { plan, problem: null }
  } catch (error) {
    return { plan: null, problem: Failure.from(error) }
  }
}

const familyOf = (said: string | null): FamilyName | null => familyNames.find((name) => name === said) ?? null

/** Parts of which one file is to be chosen. */
const toChoose = ({ parts: of }: Inspection) => parts.filter((part) => of[part].length > 1)

/** Files told that cannot be a part. */
const mostPassed = 20

function publishedFiles(found: Inspection, { family }: ModelWishes, problem: Failure | null): PublishedFiles {
  const likely = hinted(parts.flatMap((part) => found.parts[part].map(({ path }) => path)))
  const passed = found.passed.map(({ path, reason }) => ({ path, why: reason.toData() }))
  const [generator] = found.parts.generator
  return {
    parts: parts.map((part) => ({
      part,
      missing: found.missing.includes(part),
      usual: partFacts[part].names,
      files: found.parts[part].map(fileOf)
    })),
    passed: passed.slice(0, mostPassed),
    morePassed: Math.max(0, passed.length - mostPassed),
    families: familyNames.map((name) => ({ name, title: families[name].name, likely: likely.includes(name) })),
    family: familyOf(family),
    untold: generator?.copy === null,
    problem: problem?.toData() ?? null
  }
}

const fileOf = ({ path, bytes, licence }: FoundPart): OfferedFile => ({
  ...{ path, bytes },
  licence: { said: licence?.name ?? null, nonCommercial: licence?.nonCommercial ?? false }
})
