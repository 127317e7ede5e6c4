/** Version 3: takes that share the first chunks of another. */
export const branches = `
CREATE TABLE branch (
  number INTEGER PRIMARY KEY,
  take TEXT NOT NULL UNIQUE REFERENCES take (id),
  parent TEXT NOT NULL REFERENCES take (id),
  position INTEGER NOT NULL CHECK (position > 0)
) STRICT;
`
