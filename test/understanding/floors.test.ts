import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseBatch } from "../../src/understanding/batch-file.js";
import { createUnderstand } from "../../src/understanding/create-understand.js";
import { evaluate, speaksInGroup } from "../../src/understanding/evaluate.js";
import { inputOf, isDanger } from "../../src/understanding/evaluation-line.js";
import { loadLexicon } from "../../src/understanding/load-lexicon.js";
import { loadModel } from "../../src/understanding/shipped-understand.js";

const root = join(import.meta.dirname, "../..");
const templates = join(root, "templates/understanding");
const understand = createUnderstand(loadLexicon(templates), loadModel(templates));

interface Floors {
  readonly sets: readonly string[];
  /** Shares that must be reached, by the path of the figure. */
  readonly atLeast: Readonly<Record<string, number>>;
  /** Counts that must not be passed. */
  readonly atMost: Readonly<Record<string, number>>;
}

const floors = JSON.parse(readFileSync(join(root, "training/floors.json"), "utf8")) as Floors;
const lines = floors.sets.flatMap((name) =>
  parseBatch(readFileSync(join(root, "training/batches", name), "utf8"), name),
);
const figures: unknown = evaluate(understand, lines);

const figureOf = (path: string): unknown =>
  path.split(".").reduce<unknown>((found, key) => (found as Readonly<Record<string, unknown>>)[key], figures);

/** What stands before a report in a group of 200 has mostly nothing to do with it. */
const talk = [
  ["邻居: 今晚吃什么", "邻居: 好的"],
  ["邻居: 3栋二楼楼梯口停了两台电动车", "邻居: 谢谢"],
  ["邻居: 哈哈哈哈", "邻居: 有人下楼拿快递吗", "邻居: 几点了"],
];

describe("the reader on lines whose authors saw neither lexicon nor training data", () => {
  it.each(Object.entries(floors.atLeast))("has %s of at least %d", (path, least) => {
    expect(figureOf(path)).toBeGreaterThanOrEqual(least);
  });

  it.each(Object.entries(floors.atMost))("has %s of at most %d", (path, most) => {
    expect(figureOf(path)).toBeLessThanOrEqual(most);
  });

  it("hears as many reports where neighbours have just talked of other things", () => {
    const reports = lines.filter((line) => isDanger(line) && !line.prev?.length);
    const heard = (prev: readonly string[]): number =>
      reports.filter((line) => speaksInGroup(understand(inputOf({ ...line, prev: [...prev] })))).length /
      reports.length;
    const alone = heard([]);
    for (const prev of talk) expect(heard(prev)).toBeGreaterThan(alone - 0.03);
  });
});
