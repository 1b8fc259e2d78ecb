-- What a picture's stored file no longer says: when and about where it was taken, and what to know it again by.
ALTER TABLE "media"
  ADD COLUMN "original_sha256" CHAR(64),
  ADD COLUMN "likeness" BIGINT,
  ADD COLUMN "inner_likeness" BIGINT,
  ADD COLUMN "taken_at" TIMESTAMPTZ(3),
  ADD COLUMN "taken_lat" DOUBLE PRECISION,
  ADD COLUMN "taken_lon" DOUBLE PRECISION;
CREATE INDEX "media_original_sha256_idx" ON "media" ("original_sha256");
-- Where a picture was taken is forgotten after a day: what still has a place is found without reading the others.
CREATE INDEX "media_taken_place_idx" ON "media" ("created_at") WHERE "taken_lat" IS NOT NULL;
ALTER TABLE "evidence" ADD COLUMN "flags" JSONB NOT NULL DEFAULT '[]';
CREATE INDEX "evidence_media_id_idx" ON "evidence" ("media_id");
