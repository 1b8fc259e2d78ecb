-- What the log says of a case beside its state: a promise, a wish for more time, supervision, the case that came back.
ALTER TABLE "hazard" ADD COLUMN "marks" JSONB NOT NULL DEFAULT '{}';
