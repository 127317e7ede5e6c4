/** From this version on each row has a hash: a migration that changes rows must update their hashes (proof.ts). */
export const provenVersion = 5

/** A hash per row, so that a changed or missing row is detected. Filled by proof.ts. */
export const proofs = `
CREATE TABLE proof (
  number INTEGER PRIMARY KEY,
  "of" TEXT NOT NULL,
  row INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  UNIQUE ("of", row)
) STRICT;
`
