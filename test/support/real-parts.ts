import { describe, expect, it } from "vitest";
import { areRealPartsRequired, type RealPart, realParts } from "./real-parts-found.js";

type Suite = (value: string) => void;

/** Runs the suite with the part's address; without it, leaves the suite out by name, or fails where parts are required. */
function describeWith({ name: partName, variable, value }: RealPart, name: string, suite: Suite): void {
  if (value) {
    describe(name, () => suite(value));
    return;
  }
  describe(name, () => {
    it.skipIf(!areRealPartsRequired)(`needs ${partName}: ${variable} is not set`, () => {
      expect(value, variable).toBeDefined();
    });
  });
}

/** A suite that needs a PostgreSQL server; it is handed TEST_DATABASE_URL. */
export const describeWithPostgres = (name: string, suite: (url: string) => void): void =>
  describeWith(realParts.postgres, name, suite);

/** A suite that needs Redis; it is handed TEST_REDIS_URL. */
export const describeWithRedis = (name: string, suite: (url: string) => void): void =>
  describeWith(realParts.redis, name, suite);

/** A suite that needs Chromium; it is handed CHROMIUM_PATH, the program's file. */
export const describeWithChromium = (name: string, suite: (path: string) => void): void =>
  describeWith(realParts.chromium, name, suite);
