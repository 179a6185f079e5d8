-- Which messages have been taken, so that one that comes again has no effect. Kept for 60 days.
CREATE TABLE webhook_messages (
  id TEXT NOT NULL PRIMARY KEY,
  event_type TEXT NOT NULL,
  clerk_user_id TEXT,
  outcome TEXT NOT NULL,
  -- SHA-256 of the body: the same id with another body is no repetition.
  body_sha256 TEXT NOT NULL,
  -- When its sender says it happened, in milliseconds since 1970.
  event_at INTEGER,
  received_at TEXT NOT NULL
);

CREATE INDEX webhook_messages_received_at ON webhook_messages (received_at);

-- Signed messages that could not be used, with what they said.
CREATE TABLE webhook_dead_letters (
  message_id TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at TEXT NOT NULL
);
