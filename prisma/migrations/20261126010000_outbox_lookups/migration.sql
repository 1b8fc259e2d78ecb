-- What the dispatcher looks up besides the queue, all by hand because Prisma's schema has no partial indexes: what a chat
-- heard today and which lines an echo may belong to; the line of an id of the network; what is too late to be sent.
CREATE INDEX "outbox_line_heard_idx" ON "outbox_line" ("channel", "account", "chat", "sending_at")
  WHERE "sending_at" IS NOT NULL;
CREATE INDEX "outbox_line_provider_idx" ON "outbox_line" ("provider_id") WHERE "provider_id" IS NOT NULL;
CREATE INDEX "outbox_line_expiry_idx" ON "outbox_line" ("expires_at") WHERE "state" = 'queued' AND "expires_at" IS NOT NULL;
