-- People who sign in here, with Better Auth, and not elsewhere. Made from the library's own schema (better-auth 1.7.25 with its
-- plugins two-factor and passkey), in our names; a test compares them.

-- Whether this row may sign in here. The library sees no other rows.
ALTER TABLE users ADD COLUMN better_auth INTEGER NOT NULL DEFAULT 0 CHECK (better_auth IN (0, 1));
ALTER TABLE users ADD COLUMN two_factor_enabled INTEGER NOT NULL DEFAULT 0 CHECK (two_factor_enabled IN (0, 1));
UPDATE users SET better_auth = 1 WHERE clerk_user_id IS NULL;

-- An address is what one signs in with, so here it is one person's. Kept in small letters.
DROP INDEX users_own_email;
CREATE UNIQUE INDEX users_better_auth_email ON users (email) WHERE better_auth = 1;

CREATE TABLE auth_sessions (
  id TEXT NOT NULL PRIMARY KEY,
  -- Nobody is let in with it alone: what is presented carries a signature besides.
  token TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE INDEX auth_sessions_user_id ON auth_sessions (user_id);
CREATE INDEX auth_sessions_expires_at ON auth_sessions (expires_at);

-- The ways in which somebody proves who they are: a password (provider 'credential') or an account elsewhere.
CREATE TABLE auth_accounts (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  provider_id TEXT NOT NULL,
  -- The id there; for a password, our own id.
  account_id TEXT NOT NULL,
  -- Tokens of the account elsewhere, encrypted.
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires_at TEXT,
  refresh_token_expires_at TEXT,
  scope TEXT,
  -- A hash.
  password TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE INDEX auth_accounts_user_id ON auth_accounts (user_id);
CREATE UNIQUE INDEX auth_accounts_account ON auth_accounts (provider_id, account_id);

-- What was sent to prove something, for a while: to set a password anew, to come back from an account elsewhere.
CREATE TABLE auth_verifications (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE INDEX auth_verifications_identifier ON auth_verifications (identifier);
CREATE INDEX auth_verifications_expires_at ON auth_verifications (expires_at);
CREATE INDEX auth_verifications_value ON auth_verifications (value);

CREATE TABLE auth_two_factors (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Both encrypted.
  secret TEXT NOT NULL,
  backup_codes TEXT NOT NULL,
  verified INTEGER,
  failed_verification_count INTEGER,
  locked_until TEXT
);

CREATE INDEX auth_two_factors_user_id ON auth_two_factors (user_id);
CREATE INDEX auth_two_factors_secret ON auth_two_factors (secret);

CREATE TABLE auth_passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT,
  public_key TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  device_type TEXT NOT NULL,
  backed_up INTEGER NOT NULL,
  transports TEXT,
  aaguid TEXT,
  created_at TEXT
);

CREATE INDEX auth_passkeys_user_id ON auth_passkeys (user_id);
CREATE UNIQUE INDEX auth_passkeys_credential_id ON auth_passkeys (credential_id);

-- Whoever bans somebody, by whichever way, ends their sessions; they do not come back with the ban's end.
CREATE TRIGGER users_banned AFTER UPDATE OF banned ON users WHEN NEW.banned = 1
BEGIN
  DELETE FROM auth_sessions WHERE user_id = NEW.id;
  DELETE FROM auth_verifications WHERE value = NEW.id;
END;

-- The sessions, ways in and keys of somebody who is deleted go by their foreign keys, this by what it says.
CREATE TRIGGER users_deleted AFTER DELETE ON users
BEGIN
  DELETE FROM auth_verifications WHERE value = OLD.id;
END;

CREATE TRIGGER auth_sessions_sign_in AFTER INSERT ON auth_sessions
BEGIN
  UPDATE users SET last_sign_in_at = NEW.created_at WHERE id = NEW.user_id;
END;
