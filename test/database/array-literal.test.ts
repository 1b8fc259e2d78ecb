import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { plainArray, textArray } from "../../src/database/array-literal.js";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase } from "../support/database.js";

describe("plainArray", () => {
  it("writes instants, numbers and booleans", () => {
    expect(plainArray([new Date(0), 1, true])).toBe("{1970-01-01T00:00:00.000Z,1,true}");
    expect(plainArray([])).toBe("{}");
  });
});

describeOnEachDatabase("textArray", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  it("is read by the database as the same texts", async () => {
    const word = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("", "NULL", "null", '"', "\\", '\\"', "{}", ",", " ", "\n", undefined),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 20 }), async (words) => {
        const texts = words.map((one) => one?.replaceAll("\0", ""));
        const [row] = await database.prisma.$queryRaw<{ texts: (string | null)[] }[]>`
          SELECT to_json(${textArray(texts)}::text[]) AS texts`;
        expect(row?.texts).toEqual(texts.map((one) => one ?? null));
      }),
    );
  });
});
