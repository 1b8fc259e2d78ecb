import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scoreBuilding } from "../../src/stars/rate-building.js";
import { rules, today } from "./star-builders.js";
import { readFactsOf, readTable, tableCells } from "./star-table.js";

const rows = readTable(readFileSync("docs/stars.md", "utf8"));

describe("the table in docs/stars.md", () => {
  it("has thirty buildings with every star and none", () => {
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(new Set(rows.map(({ rating }) => rating.at(-1)))).toEqual(new Set(["5", "4", "3", "2", "1", "none"]));
  });

  it.each(rows)("building $number: $facts", ({ facts, rating }) => {
    expect(tableCells(scoreBuilding(readFactsOf(facts), rules, today))).toEqual(rating);
  });
});
