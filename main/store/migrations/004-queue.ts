/** Version 4: the queue, in the order in which it is made. */
export const queue = `
CREATE TABLE queue (
  number INTEGER PRIMARY KEY,
  want TEXT NOT NULL
) STRICT;
`
