/** What a film keeps of the models that make it: enough to show, cut and export it where they are not (setting `models`). */
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import { policyNames } from '../../app/ledger/policies.ts'
import type { Project } from '../project/project.ts'
import type { PackFacts } from './pack-facts.ts'

const setting = 'models'
/** Models kept in a film: the newest. */
const most = 50

const count = (largest: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(largest))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const schema = v.strictObject({
  model: v.string(),
  name: v.pipe(v.string(), v.maxLength(limits.title)),
  base: v.strictObject({ fps: count(120), framesPerLatent: count(100), latentsPerChunk: count(100) }),
  width: count(4096),
  height: count(4096),
  latentBytes: whole,
  chunksBack: whole,
  policy: v.picklist(policyNames),
  bank: whole
})
type Kept = v.InferOutput<typeof schema>

/** Undefined where the film keeps nothing of the model that can be read. */
export function keptFacts(project: Pick<Project, 'setting'>, model: string): PackFacts | undefined {
  const kept = all(project).find((each) => each.model === model)
  return kept && { ...kept, knows: null }
}

/** @throws Failure why nothing can be written */
export function keepFacts(project: Project, { knows: _, ...facts }: PackFacts): void {
  if (project.readOnly !== null) return
  const before = all(project)
  const known = before.find(({ model }) => model === facts.model)
  if (JSON.stringify(known) === JSON.stringify(ordered(facts))) return
  const others = before.filter(({ model }) => model !== facts.model)
  project.keepSetting(setting, [...others, ordered(facts)].slice(-most))
}

/** A film may come from anybody: what is not such a list counts as none. */
function all(project: Pick<Project, 'setting'>): readonly Kept[] {
  const parsed = v.safeParse(v.pipe(v.array(schema), v.maxLength(most)), project.setting(setting))
  return parsed.success ? parsed.output : []
}

/** With its fields in the order of the schema. */
const ordered = (facts: Kept): Kept => v.parse(schema, facts)
