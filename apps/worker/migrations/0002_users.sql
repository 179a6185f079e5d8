-- Everybody who has an account, whoever signs them in. Dates are ISO 8601 text in UTC.
CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  -- Null for those whom Clerk does not know.
  clerk_user_id TEXT UNIQUE,
  -- Not unique among Clerk's users: an address that moves from one to another must not depend on which event comes first.
  email TEXT,
  email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1)),
  tier TEXT NOT NULL DEFAULT 'free' CHECK (tier IN ('free', 'pro', 'admin')),
  role TEXT NOT NULL DEFAULT 'user',
  display_name TEXT,
  first_name TEXT,
  last_name TEXT,
  image_url TEXT,
  banned INTEGER NOT NULL DEFAULT 0 CHECK (banned IN (0, 1)),
  -- When the source of this row last changed it, in milliseconds since 1970, and when it said so: what is older does
  -- not overwrite. 0 where the row was made from a token alone.
  source_updated_at INTEGER NOT NULL DEFAULT 0,
  source_event_at INTEGER NOT NULL DEFAULT 0,
  last_sign_in_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE UNIQUE INDEX users_own_email ON users (email) WHERE clerk_user_id IS NULL;
CREATE INDEX users_email ON users (email);
CREATE INDEX users_created_at ON users (created_at, id);

-- Tombstones. Clerk gives no id twice, so whatever comes late for one of these must not bring its row back.
CREATE TABLE deleted_users (
  clerk_user_id TEXT NOT NULL PRIMARY KEY,
  deleted_at TEXT NOT NULL
);
