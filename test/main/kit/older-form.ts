/** Takes a file back to the form of an earlier version. */

/** Tables by the version that brought them, newest first. */
const brought = { card: 7, origin: 6, proof: 5, queue: 4, branch: 3, wish: 2 }

const cardsIntoFilm = `UPDATE film SET document = json_set(document, '$.cards', json((
  SELECT json_group_array(json(text)) FROM (
    SELECT c.json AS text FROM json_each(film.document, '$.cards') AS at JOIN card AS c ON c.number = at.value ORDER BY at.key
  ))))`

/** SQL that makes a file of the present version one of `version`, from 1 on. Proofs are those of the present form. */
export function olderForm(version: number): string {
  const gone = Object.entries(brought).filter(([, since]) => since > version)
  return [cardsIntoFilm, ...gone.map(([table]) => `DROP TABLE ${table}`), `PRAGMA user_version = ${version}`].join('; ')
}
