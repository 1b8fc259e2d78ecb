-- One incident for which people are called until somebody takes over; it has a case where the building is known.
CREATE TABLE "emergency_call" (
  "key" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "chat" TEXT NOT NULL,
  "hazard_id" UUID,
  "building_code" CHAR(19),
  "area" TEXT,
  "writer_id" UUID NOT NULL,
  "said" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "calls" JSONB NOT NULL,
  "answered_by" UUID,
  "answered_at" TIMESTAMPTZ(3),
  "answer_message_id" UUID,
  "unanswered_at" TIMESTAMPTZ(3),
  "told_at" TIMESTAMPTZ(3),
  CONSTRAINT "emergency_call_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "emergency_call_hazard_id_idx" ON "emergency_call" ("hazard_id");
CREATE INDEX "emergency_call_channel_account_chat_started_at_idx" ON "emergency_call" ("channel", "account", "chat", "started_at");
CREATE INDEX "emergency_call_started_at_idx" ON "emergency_call" ("started_at");

-- A time in which words of danger are first asked about, because people practise.
CREATE TABLE "drill" (
  "id" UUID NOT NULL,
  "area" TEXT NOT NULL,
  "building_code" CHAR(19),
  "channel" TEXT,
  "account" TEXT,
  "chat" TEXT,
  "codes" TEXT[],
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "ended_by" UUID,
  CONSTRAINT "drill_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "drill_ends_at_idx" ON "drill" ("ends_at");
