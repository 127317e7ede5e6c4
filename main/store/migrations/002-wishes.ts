/** Version 2: the artist's wishes for the memory of a take. */
export const wishes = `
CREATE TABLE wish (
  number INTEGER PRIMARY KEY,
  take TEXT NOT NULL UNIQUE REFERENCES take (id),
  json TEXT NOT NULL
) STRICT;
`
