-- The table `audit_entries` as it was, but for the list of actions, which the contract has: a word more would need another
-- table each time.
CREATE TABLE entries_of_any_action (
  -- Never used again, so that a place in the list stays what it is.
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  -- Our own id of whoever did it, and the id that they sign in with. They may be deleted meanwhile.
  actor_user_id TEXT NOT NULL,
  actor_subject TEXT NOT NULL,
  -- Who really acted, where somebody acted as the actor. Such sessions may change nothing, so it is null.
  impersonator TEXT,
  -- One of the contract's auditActions.
  action TEXT NOT NULL,
  -- The account, the key, the message or the sweep.
  target_id TEXT NOT NULL,
  -- Whose account it is about; null where that is not known, or it is about many.
  user_id TEXT,
  -- JSON of the fields that could change; neither secrets nor addresses.
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL
);

INSERT INTO entries_of_any_action
  (sequence, id, at, actor_user_id, actor_subject, impersonator, action, target_id, user_id, before, after, reason, request_id)
  SELECT sequence, id, at, actor_user_id, actor_subject, impersonator, action, target_id, user_id, before, after, reason, request_id
  FROM audit_entries ORDER BY sequence;
DROP TABLE audit_entries;
ALTER TABLE entries_of_any_action RENAME TO audit_entries;

CREATE INDEX audit_entries_user_id ON audit_entries (user_id, sequence);
CREATE INDEX audit_entries_at ON audit_entries (at);

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN
  SELECT RAISE(ABORT, 'an audit entry does not change');
END;
