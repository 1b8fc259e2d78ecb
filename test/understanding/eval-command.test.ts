import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runEval } from "../../src/understanding/eval-command.js";

const folder = mkdtempSync(join(tmpdir(), "louxin-eval-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function figures(argv: readonly string[]): Promise<unknown> {
  const lines: string[] = [];
  expect(await runEval([...argv, "--json"], (line) => lines.push(line))).toBe(0);
  return JSON.parse(lines.join("\n"));
}

describe("runEval", () => {
  it("measures a labelled set", async () => {
    const file = join(folder, "set.jsonl");
    const lines = [
      { text: "3栋楼梯口停了两台电动车", intent: "report", building: "3栋", emergency: false },
      { text: "中午吃什么", intent: "none" },
      { text: "5栋着火了", intent: "report", building: "5栋", emergency: true },
      { text: "墨绿色的那个东西很讨厌", intent: "report" },
    ];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(await figures(["--set", file])).toMatchObject({
      lines: 4,
      recall: { report: { hits: 2, of: 3 }, none: { hits: 1, of: 1 } },
      emergencyRecall: { hits: 1, of: 1 },
      buildingExact: { hits: 2, of: 2 },
    });
  });

  it("counts where the bot would speak in ordinary chat", async () => {
    const file = join(folder, "chat.txt");
    writeFileSync(file, "中午吃什么\n\n3栋楼道停满了电动车\n我们五楼着火了\n");
    expect(await figures(["--chat", file])).toMatchObject({
      lines: 3,
      spoken: 2,
      byIntent: { report: 1, emergency: 1 },
    });
  });

  it.each([[[]], [["--other"]]])("refuses the arguments %j", async (argv) => {
    expect(await runEval(argv, () => undefined)).toBe(2);
  });
});
