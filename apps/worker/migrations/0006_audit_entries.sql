-- What administrators have done, and why. Kept for two years; there is no other way to change or remove a row.
CREATE TABLE audit_entries (
  -- Never used again, so that a place in the list stays what it is.
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  -- Our own id of whoever did it, and the id that they sign in with. They may be deleted meanwhile.
  actor_user_id TEXT NOT NULL,
  actor_subject TEXT NOT NULL,
  -- Who really acted, where somebody acted as the actor. Such sessions may change nothing, so it is null.
  impersonator TEXT,
  action TEXT NOT NULL CHECK (action IN ('change-user', 'ban-user', 'unban-user', 'revoke-key', 'replay-delivery')),
  target_id TEXT NOT NULL,
  -- Whose account it is about; null where that is not known.
  user_id TEXT,
  -- JSON of the fields that could change; neither secrets nor addresses.
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL
);

CREATE INDEX audit_entries_user_id ON audit_entries (user_id, sequence);
CREATE INDEX audit_entries_at ON audit_entries (at);

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN
  SELECT RAISE(ABORT, 'an audit entry does not change');
END;

-- Changes that were decided here and are on their way to Clerk. A row goes when it is known what became of it.
CREATE TABLE pending_user_changes (
  -- The audit entry has the same.
  id TEXT NOT NULL PRIMARY KEY,
  started_at TEXT NOT NULL,
  user_id TEXT NOT NULL,
  clerk_user_id TEXT NOT NULL,
  -- Whether it may make an administrator none: such a one counts no more from the decision on.
  takes_admin INTEGER NOT NULL CHECK (takes_admin IN (0, 1)),
  -- JSON of what Clerk is asked to do, and of what there was before.
  change TEXT NOT NULL CHECK (json_valid(change)),
  before TEXT NOT NULL CHECK (json_valid(before)),
  actor_user_id TEXT NOT NULL,
  actor_subject TEXT NOT NULL,
  impersonator TEXT,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL
);

CREATE INDEX pending_user_changes_user_id ON pending_user_changes (user_id);
CREATE INDEX pending_user_changes_started_at ON pending_user_changes (started_at);

-- For the question whether there is another administrator.
CREATE INDEX users_administrators ON users (id) WHERE tier = 'admin';
