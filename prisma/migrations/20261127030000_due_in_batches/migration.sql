-- A reminder changes only the marks and the version of a case. With room on its page the new version of the row stays
-- there, and none of the six indexes is written.
ALTER TABLE "hazard" SET (fillfactor = 80);
