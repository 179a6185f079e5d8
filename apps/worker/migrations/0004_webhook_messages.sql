-- Which messages have been taken, so that one that comes again has no effect. Kept for 60 days.
CREATE TABLE webhook_messages (
  id TEXT NOT NULL PRIMARY KEY,
  -- Null where the message does not say.
  event_type TEXT,
  clerk_user_id TEXT,
  -- 'received' only within the transaction that takes the message.
  outcome TEXT NOT NULL CHECK (
    outcome IN ('received', 'applied', 'stale', 'deleted', 'ignored', 'other-instance', 'unusable')
  ),
  -- SHA-256 of the body: the same id with another body is no repetition.
  body_sha256 TEXT NOT NULL,
  -- When its sender says it happened, in milliseconds since 1970.
  event_at INTEGER,
  received_at TEXT NOT NULL
);

CREATE INDEX webhook_messages_received_at ON webhook_messages (received_at);

-- Signed messages that could not be used, with what they said. Kept for 60 days.
CREATE TABLE webhook_dead_letters (
  message_id TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at TEXT NOT NULL
);

CREATE INDEX webhook_dead_letters_received_at ON webhook_dead_letters (received_at);
