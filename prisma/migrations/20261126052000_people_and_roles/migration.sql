-- Who somebody is: claims that staff answer, invite codes, bind words, rosters, duty, members of groups.
ALTER TABLE "person" ADD COLUMN "merged_into" UUID;
ALTER TABLE "role" ADD COLUMN "ended_by" UUID;
ALTER TABLE "role" ADD COLUMN "ended_how" TEXT;

CREATE TABLE "role_claim" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "wish" TEXT NOT NULL,
    "kind" TEXT,
    "building_code" CHAR(19) NOT NULL,
    "same_person_id" UUID,
    "option_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_id" UUID,
    "asked_at" TIMESTAMPTZ(3),
    "asked_times" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,

    CONSTRAINT "role_claim_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "role_claim_wish_check" CHECK ("wish" IN ('role', 'same-person')),
    CONSTRAINT "role_claim_kind_check" CHECK (("wish" = 'role') = ("kind" IS NOT NULL)),
    CONSTRAINT "role_claim_state_check" CHECK ("state" IN ('waiting', 'confirmed', 'refused', 'lapsed'))
);
CREATE INDEX "role_claim_building_code_idx" ON "role_claim"("building_code");
CREATE INDEX "role_claim_person_id_idx" ON "role_claim"("person_id");
CREATE INDEX "role_claim_asked_id_idx" ON "role_claim"("asked_id");

CREATE TABLE "role_invite" (
    "id" UUID NOT NULL,
    "selector" CHAR(3) NOT NULL,
    "salt" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "building_code" CHAR(19),
    "area" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "uses_left" INTEGER NOT NULL,

    CONSTRAINT "role_invite_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "role_invite_place_check" CHECK (("building_code" IS NULL) <> ("area" IS NULL)),
    CONSTRAINT "role_invite_uses_check" CHECK ("uses_left" >= 0)
);
CREATE INDEX "role_invite_selector_idx" ON "role_invite"("selector");

CREATE TABLE "bind_word" (
    "person_id" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bind_word_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "try_count" (
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "try_count_pkey" PRIMARY KEY ("kind","subject","day")
);

CREATE TABLE "roster_entry" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "building_code" CHAR(19) NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "room" TEXT,
    "phone_last4" CHAR(4),
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "roster_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "roster_entry_building_code_idx" ON "roster_entry"("building_code");
CREATE INDEX "roster_entry_person_id_idx" ON "roster_entry"("person_id");

CREATE TABLE "duty" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "for_person_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "duty_kind_check" CHECK ("kind" IN ('duty', 'substitute')),
    CONSTRAINT "duty_for_check" CHECK (("kind" = 'substitute') = ("for_person_id" IS NOT NULL))
);
CREATE INDEX "duty_area_ends_at_idx" ON "duty"("area", "ends_at");
CREATE INDEX "duty_person_id_idx" ON "duty"("person_id");
CREATE INDEX "duty_for_person_id_idx" ON "duty"("for_person_id");

CREATE TABLE "group_member" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3),
    "joined_by" TEXT,
    "left_at" TIMESTAMPTZ(3),
    "left_by" TEXT,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("channel","account","chat","external_id")
);
CREATE INDEX "group_member_channel_account_external_id_idx" ON "group_member"("channel", "account", "external_id");

-- A building is looked for by its name where nothing else is known of somebody who writes.
CREATE INDEX "building_name_idx" ON "building"("name");
-- One person waits for one thing once.
CREATE UNIQUE INDEX "role_claim_waiting_key" ON "role_claim"("person_id", "wish", "building_code", coalesce("kind", ''))
  WHERE "state" = 'waiting';
