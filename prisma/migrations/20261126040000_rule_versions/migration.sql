-- Every version of a rule file that was ever in force: a case keeps the rules that it was opened under.
CREATE TABLE "rule_version" (
  "name" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "content" JSONB NOT NULL,
  "adopted_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "rule_version_pkey" PRIMARY KEY ("name", "version")
);
