/** Downgrades a file to an earlier format version. */

/** Tables by the version that added them, newest first. */
const brought = { card: 7, origin: 6, proof: 5, queue: 4, branch: 3, wish: 2 }

const cardsIntoFilm = `UPDATE film SET document = json_set(document, '$.cards', json((
  SELECT json_group_array(json(text)) FROM (
    SELECT c.json AS text FROM json_each(film.document, '$.cards') AS at JOIN card AS c ON c.number = at.value ORDER BY at.key
  ))))`

/** SQL that downgrades a file of the current version to `version` (1 or later). Row hashes stay those of the current version. */
export function olderForm(version: number): string {
  const gone = Object.entries(brought).filter(([, since]) => since > version)
  return [cardsIntoFilm, ...gone.map(([table]) => `DROP TABLE ${table}`), `PRAGMA user_version = ${version}`].join('; ')
}
