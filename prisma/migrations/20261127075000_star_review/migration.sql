-- Every step of a change with who, when and why, the number of writes for telling a stale one, and what people declined.
ALTER TABLE "star_change" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "steps" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN "declined_at" TIMESTAMPTZ(3);

CREATE INDEX "star_change_declined" ON "star_change"("building_code", "declined_at") WHERE "declined_at" IS NOT NULL;

-- Objections before this version had neither number nor term.
ALTER TABLE "appeal" ADD COLUMN "ordinal" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "level" TEXT NOT NULL DEFAULT 'community',
ADD COLUMN "answer_by" TIMESTAMPTZ(3);
UPDATE "appeal" SET "answer_by" = "filed_at" + interval '11 days';
ALTER TABLE "appeal" ALTER COLUMN "answer_by" SET NOT NULL,
ALTER COLUMN "ordinal" DROP DEFAULT,
ALTER COLUMN "level" DROP DEFAULT;

-- A change is held by one objection at a time.
CREATE UNIQUE INDEX "appeal_filed" ON "appeal"("change_id") WHERE "state" = 'filed';

-- The pictures that came with an objection as proof.
CREATE TABLE "appeal_proof" (
    "appeal_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appeal_proof_pkey" PRIMARY KEY ("appeal_id","media_id")
);
CREATE INDEX "appeal_proof_media_id_idx" ON "appeal_proof"("media_id");
ALTER TABLE "appeal_proof" ADD CONSTRAINT "appeal_proof_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
