-- Keys of the API. The key itself is not kept, only its SHA-256 and enough of its beginning to recognise it.
CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  -- No key has this length: none can be kept by mistake.
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- Separated by blanks.
  scopes TEXT NOT NULL,
  -- The days for which it was made; null: for ever. A key that replaces it is made for as many.
  lifetime_days INTEGER CHECK (lifetime_days BETWEEN 1 AND 365),
  -- Null: never. At this moment it is over.
  expires_at TEXT,
  revoked_at TEXT,
  last_used_at TEXT,
  created_at TEXT NOT NULL
);

CREATE INDEX api_keys_user_id ON api_keys (user_id, created_at);
