-- Who looked a building over, when, and whether all was well. The same report twice is one entry.
CREATE TABLE "patrol" (
  "id" UUID NOT NULL,
  "building_code" CHAR(19) NOT NULL,
  "person_id" UUID NOT NULL,
  "side" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "part" TEXT NOT NULL,
  "is_normal" BOOLEAN NOT NULL,
  "words" TEXT NOT NULL,
  "message_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "patrol_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "patrol_building_code_fkey" FOREIGN KEY ("building_code") REFERENCES "building" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "patrol_building_code_side_day_part_person_id_is_normal_key" ON "patrol" ("building_code", "side", "day", "part", "person_id", "is_normal");
CREATE INDEX "patrol_person_id_day_idx" ON "patrol" ("person_id", "day");
CREATE INDEX "patrol_message_id_idx" ON "patrol" ("message_id");
CREATE INDEX "patrol_at_idx" ON "patrol" ("at");
-- Only the words of a line that its writer took back are blanked.
CREATE FUNCTION refuse_patrol_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'patrol is append-only: % refused', TG_OP;
END
$$;
CREATE TRIGGER "patrol_append_only" BEFORE UPDATE OR DELETE ON "patrol"
  FOR EACH ROW EXECUTE FUNCTION refuse_patrol_change();

-- What follows from a change of star: what holds until another change ends it, and what a person is to do.
ALTER TABLE "incentive" ALTER COLUMN "points" SET DEFAULT 0;
ALTER TABLE "incentive" ADD COLUMN "change_id" UUID;
ALTER TABLE "incentive" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
ALTER TABLE "incentive" ADD COLUMN "done_at" TIMESTAMPTZ(3);
ALTER TABLE "incentive" ADD COLUMN "done_by" UUID;
ALTER TABLE "incentive" ADD COLUMN "done_message_id" UUID;
ALTER TABLE "incentive" ADD COLUMN "is_waived" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "incentive_change_id_kind_key" ON "incentive" ("change_id", "kind");
