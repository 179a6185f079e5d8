-- Small things that are to outlive the platform's cache, such as the last good set of keys of an auth provider.
CREATE TABLE blobs (
  key TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL,
  -- From this moment on it is as if it were not there, in milliseconds since 1970.
  expires_at INTEGER NOT NULL
);
