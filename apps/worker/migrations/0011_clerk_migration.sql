-- People of Clerk who were made able to sign in here, for as long as that can be taken back.
CREATE TABLE clerk_migrated_users (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  clerk_user_id TEXT NOT NULL UNIQUE,
  -- 0 where they could sign in here before: then nothing of theirs was written.
  is_written INTEGER NOT NULL CHECK (is_written IN (0, 1)),
  -- The address as it was, and as it was written.
  email_before TEXT,
  email TEXT,
  -- Whether signing in at Clerk takes a second factor, which cannot come along.
  has_second_factor INTEGER NOT NULL CHECK (has_second_factor IN (0, 1)),
  -- When their password came; it comes once.
  password_at TEXT,
  -- The batch that is at work on this row.
  batch TEXT NOT NULL,
  migrated_at TEXT NOT NULL
);

-- The ways in that were written, and when they were written last: a password that somebody has changed since is younger.
CREATE TABLE clerk_migrated_accounts (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES auth_accounts (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  written_at TEXT NOT NULL
);

CREATE INDEX clerk_migrated_accounts_user_id ON clerk_migrated_accounts (user_id);

-- Passwords as Clerk hashed them, until their next sign-in: `$2b$`, the cost, and the rest. The greatest is the costliest.
CREATE INDEX auth_accounts_bcrypt ON auth_accounts (password) WHERE substr(password, 1, 1) = '$';
