-- The nightly rating looks at buildings of which something changed since the last one, and at those whose day has come.
CREATE TABLE "rating_state" (
  "building_code" CHAR(19) NOT NULL,
  "digest" TEXT NOT NULL,
  "due_on" DATE,
  CONSTRAINT "rating_state_pkey" PRIMARY KEY ("building_code"),
  CONSTRAINT "rating_state_building_code_fkey" FOREIGN KEY ("building_code") REFERENCES "building" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "rating_state_due_on_idx" ON "rating_state" ("due_on");

-- A metric is dated by the day that it is about, which says nothing of when it was entered.
ALTER TABLE "metric" ADD COLUMN "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "building_fact_recorded_at_idx" ON "building_fact" ("recorded_at");
CREATE INDEX "hazard_event_at_idx" ON "hazard_event" ("at");
CREATE INDEX "appeal_change_id_idx" ON "appeal" ("change_id");
