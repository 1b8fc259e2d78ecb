-- What somebody did last, so that it can be taken back.
CREATE INDEX "hazard_event_actor_id_at_idx" ON "hazard_event" ("actor_id", "at");
-- The side ways of the rectification flow end in states of their own.
ALTER TABLE "hazard" DROP CONSTRAINT "hazard_state_check";
ALTER TABLE "hazard" ADD CONSTRAINT "hazard_state_check" CHECK ("state" IN ('reported', 'accepted', 'notified', 'rectifying',
  'awaiting-recheck', 'referred', 'enforcement', 'closed', 'false-alarm', 'duplicate', 'withdrawn'));
