/** Version 1: the film, its undo log, the ledger and its blobs. Described in docs/project-file.md. */
export const first = `
CREATE TABLE film (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE TABLE edit (
  number INTEGER PRIMARY KEY,
  made INTEGER NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  entry TEXT NOT NULL
) STRICT;
CREATE TABLE snapshot (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE take (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  prompt TEXT NOT NULL,
  seed INTEGER NOT NULL,
  policy TEXT NOT NULL,
  model TEXT NOT NULL,
  chunks INTEGER NOT NULL,
  start TEXT NOT NULL REFERENCES snapshot (id),
  made INTEGER NOT NULL
) STRICT;
CREATE TABLE chunk (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  take TEXT NOT NULL REFERENCES take (id),
  position INTEGER NOT NULL,
  parent TEXT REFERENCES chunk (id),
  before TEXT NOT NULL REFERENCES snapshot (id),
  after TEXT NOT NULL REFERENCES snapshot (id),
  device TEXT NOT NULL,
  timings TEXT NOT NULL,
  made INTEGER NOT NULL,
  latents_sha256 TEXT NOT NULL,
  latents BLOB NOT NULL,
  UNIQUE (take, position)
) STRICT;
CREATE INDEX chunk_by_latents ON chunk (latents_sha256);
CREATE INDEX chunk_by_after ON chunk (after);
CREATE TABLE page (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE frame (
  number INTEGER PRIMARY KEY,
  chunk TEXT NOT NULL REFERENCES chunk (id),
  position INTEGER NOT NULL,
  jpeg BLOB NOT NULL,
  UNIQUE (chunk, position)
) STRICT;
CREATE TABLE encoded (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE asset (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE setting (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;
`
