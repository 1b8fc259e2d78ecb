-- Staff name a case that is over by its number alone.
CREATE INDEX "hazard_number_idx" ON "hazard" ("number");
