/** From this version on each row has a proof: a migration that changes rows takes their hashes anew (proof.ts). */
export const provenVersion = 5

/** Of every row its hash, so that none can change, or vanish, without that being found. Filled by proof.ts. */
export const proofs = `
CREATE TABLE proof (
  number INTEGER PRIMARY KEY,
  "of" TEXT NOT NULL,
  row INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  UNIQUE ("of", row)
) STRICT;
`
