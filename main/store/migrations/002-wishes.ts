/** Version 2: what the artist asked of the memory for a take. */
export const wishes = `
CREATE TABLE wish (
  number INTEGER PRIMARY KEY,
  take TEXT NOT NULL UNIQUE REFERENCES take (id),
  json TEXT NOT NULL
) STRICT;
`
