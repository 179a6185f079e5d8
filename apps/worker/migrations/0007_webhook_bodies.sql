-- What messages said, so that they can be looked at and carried out again. Kept for 30 days, and no longer than the person
-- they are about; those that could not be used are in webhook_dead_letters, those of no interest are not kept.
CREATE TABLE webhook_bodies (
  message_id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL CHECK (length(body) <= 262144),
  received_at TEXT NOT NULL
);

CREATE INDEX webhook_bodies_received_at ON webhook_bodies (received_at);

-- Whoever removes somebody, by whichever way, does not have to think of what was said of them.
CREATE TRIGGER deleted_users_bodies AFTER INSERT ON deleted_users
BEGIN
  DELETE FROM webhook_bodies
  WHERE message_id IN (SELECT id FROM webhook_messages WHERE clerk_user_id = NEW.clerk_user_id);
END;

-- The outcome before, only within the transaction that carries a message out again.
ALTER TABLE webhook_messages ADD COLUMN replayed_from TEXT;

CREATE INDEX webhook_messages_clerk_user_id ON webhook_messages (clerk_user_id, received_at);
CREATE INDEX webhook_messages_outcome ON webhook_messages (outcome, received_at);
