/** V17: texts to ids, as sentencepiece gives them, before the end mark. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Failure } from '../../../app/base/failure.ts'
import { openUnigram } from '../../../engine/text/unigram.ts'
import { rowOf, type Row, type VectorSet } from '../set.ts'

const schema = v.looseObject({
  model: v.pipe(v.string(), v.regex(/^[^/\\]+$/, 'a file name without folders')),
  texts: v.array(v.looseObject({ text: v.string(), ids: v.array(v.number()) }))
})

/** One row a text. @throws Failure `vectors.malformed` */
export async function checkTokenizer(id: string, set: VectorSet): Promise<Row[]> {
  const file = set.fileOf(id)
  const { model, texts } = reading(file, () => v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))))
  const path = join(set.folder, model)
  const tokenizer = await openUnigram(reading(path, () => readFileSync(path)))
  return texts.map(({ text, ids }, at) => rowOf(id, `text ${at + 1}`, 'exact', tokenizer.ids(text), ids))
}

function reading<Read>(file: string, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure('vectors.malformed', `${file} cannot be used: ${why}.`, 'Record the set again.')
  }
}
