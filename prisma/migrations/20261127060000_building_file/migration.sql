-- Who changed what in a building's file, before and after; the present file is the fold. There is no foreign key: the
-- log outlives a building that an import added by mistake.
CREATE TABLE "building_fact_event" (
  "seq" BIGSERIAL NOT NULL,
  "building_code" CHAR(19) NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "source" TEXT NOT NULL,
  "recorded_by" UUID,
  "batch_id" UUID,
  "before" JSONB NOT NULL,
  "after" JSONB NOT NULL,
  CONSTRAINT "building_fact_event_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "building_fact_event_building_code_seq_idx" ON "building_fact_event" ("building_code", "seq");
CREATE INDEX "building_fact_event_batch_id_idx" ON "building_fact_event" ("batch_id");
CREATE FUNCTION refuse_fact_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'building_fact_event is append-only: % refused', TG_OP;
END
$$;
CREATE TRIGGER "building_fact_event_append_only" BEFORE UPDATE OR DELETE ON "building_fact_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_fact_event_change();
-- One import of a table; undoing it restores what stood before.
CREATE TABLE "import_batch" (
  "id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "file" TEXT NOT NULL,
  "row_count" INTEGER NOT NULL,
  "imported_at" TIMESTAMPTZ(3) NOT NULL,
  "undone_at" TIMESTAMPTZ(3),
  CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);
