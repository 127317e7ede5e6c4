/**
 * Which of the tensors of a file are meant, and under which names. Training programs save several networks and copies of them in
 * one file, and wrap names into prefixes (memflow.md §2.12, §2.13).
 */
import { Failure } from '../../app/base/failure.ts'
import { renamed, type LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { quoted } from '../../kernels/weights/refusal.ts'
import { incomplete, unsuitable } from './refusal.ts'

export type Tensors = ReadonlyMap<string, LazyTensor>

/** Copies of the network that makes pictures, in the order in which they are taken; `ema` is a running mean of training. */
export const copies = ['generator', 'generator_ema', 'model', 'ema'] as const
export type Copy = (typeof copies)[number]

/** Roots under which training programs keep a running mean beside the network itself. */
const means = /^(?:ema|model_ema|ema_model|ema_state_dict)$/

/** Roots under which a training program keeps what makes no pictures. */
const training =
  /^(?:critic|fake_score|real_score|discriminator)(?:_ema|_lora)?$|(?:^|_)(?:optimizer|optim|scheduler)$|^(?:step|epoch)$/

/** Around a part's own names, outermost first; they are taken off until none is left. */
const prefixes = [
  ...['state_dict.', 'module.', 'model.diffusion_model.', 'diffusion_model.', 'base_model.model.', 'base_model.'],
  ...['text_encoders.umt5xxl.transformer.', 'umt5xxl.transformer.', 'taehv.', 'vae.', 'model.']
]
/** Anywhere in a name: left by programs that wrap each layer. */
const wrappers = /(?:_fsdp_wrapped_module|_checkpoint_wrapped_module|_orig_mod)\./g

export interface Chosen {
  /** Under their names without prefixes. */
  readonly tensors: Tensors
  /** The copy that was taken; null of a file that has none by that name. */
  readonly copy: Copy | null
  /** The other copies in the file. */
  readonly others: readonly Copy[]
}

/**
 * @param path named in errors only
 * @param wanted a copy that was asked for
 * @throws Failure `model.choice` when it is not in the file; `model.unsuitable` when there is only what training needs;
 *   `model.incomplete` when two tensors have one name
 */
export function chooseCopy(path: string, all: Tensors, wanted: Copy | null = null): Chosen {
  const roots = new Set([...all.keys()].map(rootOf))
  const rootsOf = copiesIn([...roots])
  const there = copies.filter((copy) => rootsOf.has(copy))
  if (wanted && there.length > 0 && !there.includes(wanted))
    throw new Failure(
      'model.choice',
      `${path} has no copy of the weights called ${wanted}.`,
      `It has: ${there.join(', ')}.`
    )
  const copy = (wanted && there.includes(wanted) ? wanted : there[0]) ?? null
  const own = copy ? rootsOf.get(copy)! : roots.has('generator_lora') ? ['generator_lora'] : null
  const meant = [...all].filter(([name]) => (own ? own.includes(rootOf(name)) : !training.test(rootOf(name))))
  if (meant.length === 0 && all.size > 0)
    throw unsuitable(
      path,
      `holds only what is needed to train a model (${[...roots].slice(0, 3).map(quoted).join(', ')}), and no generator`,
      'Take the file with the generator itself.'
    )
  return {
    tensors: bare(path, meant, copy === 'model' ? null : (own?.[0] ?? null)),
    copy,
    others: there.filter((each) => each !== copy)
  }
}

/**
 * The copies of a file, each with its roots. `model` is one only beside a running mean; elsewhere it is a prefix like others, and
 * so it is taken off as one.
 */
function copiesIn(roots: readonly string[]): ReadonlyMap<Copy, readonly string[]> {
  const found = new Map<Copy, readonly string[]>()
  for (const copy of ['generator', 'generator_ema'] as const) if (roots.includes(copy)) found.set(copy, [copy])
  const mean = roots.find((root) => means.test(root))
  if (mean === undefined) return found
  const others = roots.filter((root) => !means.test(root) && !training.test(root))
  if (found.size === 0 && others.length > 0) found.set('model', others)
  return found.set('ema', [mean])
}

const rootOf = (name: string): string => {
  const root = name.split('.', 1)[0]!
  return root === 'model' && training.test(name.split('.', 2)[1] ?? '') ? name.split('.', 2)[1]! : root
}

function bare(path: string, meant: readonly (readonly [string, LazyTensor])[], root: string | null): Tensors {
  const tensors = new Map<string, LazyTensor>()
  for (const [name, tensor] of meant) {
    const own = withoutPrefixes(root ? name.slice(root.length + 1) : name)
    if (tensors.has(own)) throw incomplete(path, `it holds two tensors ${quoted(own)}`)
    tensors.set(own, renamed(tensor, own))
  }
  return tensors
}

/** A name as the network itself has it. */
export function withoutPrefixes(name: string): string {
  let bare = name.replace(wrappers, '')
  for (let found: string | undefined = ''; found !== undefined;) {
    bare = bare.slice(found.length)
    found = prefixes.find((prefix) => bare.startsWith(prefix))
  }
  return bare
}
