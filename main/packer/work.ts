/** Does one job on packs: looks into folders, adds, checks or removes. The same modules as the command line's. */
import { Failure } from '../../app/base/failure.ts'
import type { Following } from '../../engine/files/sha256.ts'
import { addPacks } from '../packs/add.ts'
import { importModel } from '../packs/import.ts'
import { toAgreeTo } from '../packs/licences.ts'
import type { PackPlaces } from '../packs/places.ts'
import { demandRemovable, removePack } from '../packs/remove.ts'
import { packNamed, shelfOf, type ShelvedPack } from '../packs/shelf.ts'
import { verifyPack } from '../packs/verify.ts'
import type { FromPacker, PackDone, PackJob } from './messages.ts'
import { lookInto, type Looked } from './offer.ts'

export interface Packing {
  readonly places: PackPlaces
  readonly signal: AbortSignal
  readonly tell: (message: FromPacker) => void
  /** Opens a copied pack in an engine. @throws Failure when that fails */
  readonly prove: (folder: string) => Promise<void>
}

/** @throws Failure of what is done; when aborted, the signal's reason, and nothing is left */
export async function doJob(job: PackJob, packing: Packing): Promise<PackDone> {
  switch (job.does) {
    case 'look':
      return { did: 'look', offer: (await look(job, packing)).offer, wishes: job.wishes }
    case 'add':
      return { did: 'add', names: await add(job, packing) }
    case 'verify':
      return verify(await packHere(job.model, packing), packing)
    case 'remove': {
      const pack = await packHere(job.model, packing)
      await demandRemovable(pack)
      removePack(pack, packing.places.added)
      return { did: 'remove', model: job.model }
    }
  }
}

const look = (chosen: Parameters<typeof lookInto>[0], { places, tell }: Packing): Promise<Looked> =>
  lookInto(chosen, places, {
    listed: (count) => tell({ type: 'looked', count, of: null }),
    read: (count, of) => tell({ type: 'looked', count, of })
  })

const packHere = async (model: string, { places }: Packing): Promise<ShelvedPack> =>
  packNamed(model, await shelfOf(places))

async function add(job: Extract<PackJob, { does: 'add' }>, packing: Packing): Promise<readonly string[]> {
  const { offer, packs, plan } = await look(job, packing)
  demandOffered(job, offer)
  const { places, signal, tell, prove } = packing
  const [first] = offer.models
  const following = { signal, done: counted(offer.bytes, tell) }
  if (plan)
    await importModel(plan, places.added, {
      following,
      begun: (file) => tell({ type: 'file', name: first!.label.name, file }),
      threads: 0
    })
  else
    await addPacks(packs, places.added, {
      following,
      begun: ({ manifest }, { file }) => tell({ type: 'file', name: manifest.name, file }),
      prove
    })
  return offer.models.map(({ label }) => label.name)
}

/** @throws Failure `models.changed`, `models.agree` */
function demandOffered({ models, agreed }: Extract<PackJob, { does: 'add' }>, { models: now }: Looked['offer']): void {
  if (now.length === 0 || now.map(({ model }) => model).join('\n') !== models.join('\n'))
    throw new Failure(
      'models.changed',
      'What is in these folders has changed since it was looked into.',
      'Nothing was added. Choose the folders again.'
    )
  if (!agreed && now.some(({ label }) => toAgreeTo(label.licences).length > 0))
    throw new Failure(
      'models.agree',
      'A licence of this model has to be agreed to first.',
      'Nothing was added. Choose the folders again, and read the licences.'
    )
}

async function verify(pack: ShelvedPack, { signal, tell }: Packing): Promise<PackDone> {
  const { proven, faults } = await verifyPack(pack, { signal, done: counted(pack.bytes, tell) })
  return { did: 'verify', model: pack.model, files: proven.length, faults: faults.map((each) => each.toData()) }
}

/** Bytes between two messages at most; of little, a hundredth. */
const toldEvery = 4 << 20

function counted(of: number, tell: Packing['tell']): NonNullable<Following['done']> {
  const every = Math.min(toldEvery, of / 100)
  let [done, told] = [0, 0]
  tell({ type: 'bytes', done, of })
  return (bytes) => {
    done += bytes
    if (done - told < every && done < of) return
    told = done
    tell({ type: 'bytes', done, of: Math.max(of, done) })
  }
}
