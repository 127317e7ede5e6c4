/** Version 4: what was asked for and is not made yet, in the order in which it is made. */
export const queue = `
CREATE TABLE queue (
  number INTEGER PRIMARY KEY,
  want TEXT NOT NULL
) STRICT;
`
