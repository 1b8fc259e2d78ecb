-- The star changes of an area, newest first, by pages: when each moved last. The expression is that of star-change-list.prisma.ts.
CREATE INDEX "star_change_moved_idx" ON "star_change"
  ((COALESCE("effective_at", GREATEST("proposed_at", "confirmed_at", "notice_at", "publicity_from", "declined_at"))) DESC, "id" DESC);

-- What stands on a building's plate: the token of its public page, and the code by which its people name it to the bot.
CREATE TABLE "plate_token" (
  "building_code" CHAR(19) NOT NULL,
  "token" TEXT NOT NULL,
  "short_code" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "plate_token_pkey" PRIMARY KEY ("building_code"),
  CONSTRAINT "plate_token_building_code_fkey" FOREIGN KEY ("building_code") REFERENCES "building" ("code") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "plate_token_token_key" ON "plate_token" ("token");
CREATE UNIQUE INDEX "plate_token_short_code_key" ON "plate_token" ("short_code");
