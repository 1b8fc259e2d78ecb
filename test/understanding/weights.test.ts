import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createModel } from "../../src/understanding/model.js";
import { packWeights, unpackWeights } from "../../src/understanding/weights.js";
import { learnWeights } from "../../training/learn-weights.js";

const root = join(import.meta.dirname, "../..");
const shipped = readFileSync(join(root, "templates/understanding/weights.bin"));

describe("the weights", () => {
  it("are those that training gives, to the byte", { timeout: 600_000 }, () => {
    expect(learnWeights(root).bytes.equals(shipped), "run `npm run train` and commit the weights").toBe(true);
  });

  it("are packed and unpacked without a change", () => {
    expect(packWeights(unpackWeights(shipped)).equals(shipped)).toBe(true);
  });

  it.each([
    ["another file", Buffer.from("PK\u0003\u0004 something else")],
    ["a part of the file", shipped.subarray(0, shipped.length / 2)],
  ])("are refused where there is %s", (_, bytes) => {
    expect(() => unpackWeights(bytes)).toThrow(/train it again/u);
  });

  it("are refused where a table is missing", () => {
    const weights = unpackWeights(shipped);
    expect(() => createModel({ ...weights, tables: {} })).toThrow("no table intent");
  });
});
