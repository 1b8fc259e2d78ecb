/** A piece of real infrastructure that some suites need, and the variable that says where it is. */
export interface RealPart {
  readonly name: string;
  readonly variable: "TEST_DATABASE_URL" | "TEST_REDIS_URL" | "CHROMIUM_PATH";
  /** As the environment says it; undefined where it is missing or empty. */
  readonly value: string | undefined;
}

const part = (name: string, variable: RealPart["variable"]): RealPart => ({
  name,
  variable,
  value: process.env[variable] || undefined,
});

/** All real parts that the tests know. */
export const realParts = {
  postgres: part("PostgreSQL", "TEST_DATABASE_URL"),
  redis: part("Redis", "TEST_REDIS_URL"),
  chromium: part("Chromium", "CHROMIUM_PATH"),
} as const;

/** Whether a missing part fails the run instead of leaving suites out: LOUXIN_REQUIRE_REAL_PARTS=1, as CI sets it. */
export const areRealPartsRequired = process.env["LOUXIN_REQUIRE_REAL_PARTS"] === "1";

/** The parts that are missing here. */
export const missingParts = (): readonly RealPart[] => Object.values(realParts).filter(({ value }) => !value);
