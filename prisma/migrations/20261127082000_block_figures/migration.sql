-- Block data (块数据): the figures of each grid and what the map draws there, refreshed where something changed.
CREATE TABLE "block_grid" (
  "grid" CHAR(14) NOT NULL,
  "street" TEXT NOT NULL,
  "community" TEXT NOT NULL,
  "figures" INTEGER[],
  "points" TEXT NOT NULL,
  "next_at" TIMESTAMPTZ(3),
  "version" BIGINT NOT NULL,
  "points_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "block_grid_pkey" PRIMARY KEY ("grid")
);
CREATE INDEX "block_grid_version_idx" ON "block_grid" ("version");
CREATE INDEX "block_grid_next_at_idx" ON "block_grid" ("next_at");

-- One row: which run the rows of block_grid are of. The epoch is another one after everything was deleted or rebuilt.
CREATE TABLE "block_state" (
  "id" INTEGER NOT NULL,
  "epoch" UUID NOT NULL,
  "version" BIGINT NOT NULL,
  "definition" TEXT NOT NULL,
  CONSTRAINT "block_state_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "block_state_id_check" CHECK ("id" = 1)
);

-- Grids of which something changed. It is only added to and taken from, never updated, so that writers do not wait for
-- each other; whoever takes a row out sees everything that was committed together with it.
CREATE TABLE "block_change" (
  "id" BIGSERIAL NOT NULL,
  "grid" CHAR(14) NOT NULL,
  CONSTRAINT "block_change_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "block_change" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Arguments: the column with a code that begins with the grid, the columns that figures follow from, which rows count.
CREATE FUNCTION mark_block_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  present text := format('SELECT %s FROM present WHERE %s', TG_ARGV[1], TG_ARGV[2]);
  past text := format('SELECT %s FROM past WHERE %s', TG_ARGV[1], TG_ARGV[2]);
BEGIN
  EXECUTE format('INSERT INTO block_change (grid) SELECT DISTINCT left(%I, 14) FROM (%s) AS changed WHERE %I IS NOT NULL',
    TG_ARGV[0],
    CASE TG_OP WHEN 'INSERT' THEN present WHEN 'DELETE' THEN past
      ELSE format('(%s EXCEPT ALL %s) UNION ALL (%s EXCEPT ALL %s)', present, past, past, present) END,
    TG_ARGV[0]);
  RETURN NULL;
END
$$;

DO $$
DECLARE
  source record;
BEGIN
  FOR source IN SELECT * FROM (VALUES
    ('building', 'code', 'code, street, community, lat, lon, kind, unit_count', 'true'),
    ('unit', 'building_code', 'code, building_code', 'true'),
    ('role', 'building_code', 'id, building_code, person_id, kind', 'verified_at IS NOT NULL AND ended_at IS NULL'),
    ('hazard', 'building_code', 'id, building_code, severity, state, origin, opened_at, due_at, closed_at', 'true'),
    ('star_change', 'building_code', 'id, building_code, to_star, effective_at', 'stage = ''effective''')
  ) AS sources (name, code, columns, counts) LOOP
    EXECUTE format('CREATE TRIGGER block_change_on_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS present
      FOR EACH STATEMENT EXECUTE FUNCTION mark_block_change(%L, %L, %L)', source.name, source.code, source.columns, source.counts);
    EXECUTE format('CREATE TRIGGER block_change_on_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS past NEW TABLE AS present
      FOR EACH STATEMENT EXECUTE FUNCTION mark_block_change(%L, %L, %L)', source.name, source.code, source.columns, source.counts);
    EXECUTE format('CREATE TRIGGER block_change_on_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS past
      FOR EACH STATEMENT EXECUTE FUNCTION mark_block_change(%L, %L, %L)', source.name, source.code, source.columns, source.counts);
  END LOOP;
END
$$;

INSERT INTO "block_change" ("grid") SELECT DISTINCT "grid" FROM "building";
