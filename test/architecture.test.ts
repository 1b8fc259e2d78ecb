import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkImports } from "./support/architecture/import-rules.js";
import { checkNames } from "./support/architecture/name-rules.js";
import { readSourceFiles, type SourceFile } from "./support/architecture/source-file.js";
import { checkText } from "./support/architecture/text-rules.js";
import { tempFolder } from "./support/temp-folder.js";

const root = join(import.meta.dirname, "..");
const file = (path: string, text = ""): SourceFile => ({ path, text });
const rulesOf = (violations: readonly { readonly rule: string }[]): string =>
  violations.map(({ rule }) => rule).join("; ");

describe("the house", () => {
  const sources = readSourceFiles(root, "src");

  it("imports downwards only, and every package from its home", () => {
    expect(checkImports(sources)).toEqual([]);
  });

  it("reads the time in clock.ts and the environment in config.ts only, and exports by name", () => {
    expect(checkText(sources)).toEqual([]);
  });

  it("has names that say what is inside", () => {
    expect(checkNames([...sources, ...readSourceFiles(root, "test")])).toEqual([]);
  });
});

describe("readSourceFiles", () => {
  it("fails when it finds nothing", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "src"));
    expect(() => readSourceFiles(folder, "src")).toThrow("the scan is broken");
  });

  it("sees a forbidden import planted in a folder", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "src/hazards"), { recursive: true });
    await mkdir(join(folder, "src/conversation"), { recursive: true });
    await writeFile(join(folder, "src/conversation/decide.ts"), "export const decide = 1;\n");
    await writeFile(join(folder, "src/hazards/hazard.ts"), 'import { decide } from "../conversation/decide.js";\n');
    expect(checkImports(readSourceFiles(folder, "src"))).toEqual([
      { path: "src/hazards/hazard.ts", rule: "floor 3 imports src/conversation/decide.ts of floor 4" },
    ]);
  });
});

describe("checkImports", () => {
  it.each([
    [
      'import type { Tx } from "../database/database.prisma.js";',
      "floor 3 imports src/database/database.prisma.ts of floor 5",
    ],
    [
      'import {\n  a,\n  b,\n} from "../conversation/decide.js";',
      "floor 3 imports src/conversation/decide.ts of floor 4",
    ],
    ['export type { Star } from "../conversation/decide.js";', "floor 3 imports"],
    ['const later = await import("../http/create-app.js");', "floor 3 imports src/http/create-app.ts of floor 5"],
    ['type App = import("../http/create-app.js").App;', "floor 3 imports src/http/create-app.ts of floor 5"],
    ['import "../compose.js";', "floor 3 imports src/compose.ts of floor 6"],
    ['import { rate } from "../stars/rate-building.js";', "imports src/stars/rate-building.ts sideways on floor 3"],
    ['import pg from "pg";', "only *.prisma.ts"],
    ['import { Redis } from "ioredis";', "only *.redis.ts"],
    ['import express from "express";', "only *.routes.ts"],
    ['import { WechatyBuilder } from "wechaty";', "only src/channels/wechaty"],
    ['import { generateText } from "ai";', "only *.openai.ts"],
    ['const client = await import("@ai-sdk/openai-compatible");', "only *.openai.ts"],
    ['import { page } from "../web/page.js";', "floor 3 imports src/web/page.ts of floor 5"],
  ])("refuses in a feature: %s", (text, rule) => {
    expect(rulesOf(checkImports([file("src/hazards/hazard.ts", text)]))).toContain(rule);
  });

  it.each([
    ["src/hazards/hazard.ts", 'import { ok } from "../shared/result.js";'],
    ["src/buildings/person.ts", 'import type { ChatRef } from "../channels/channel.js";'],
    ["src/hazards/hazard-store.prisma.ts", 'import type { Tx } from "../database/database.prisma.js";'],
    ["src/hazards/hazard.ts", '// import { decide } from "../conversation/decide.js";'],
    ["src/compose.ts", 'import { createApp } from "./http/create-app.js";'],
    ["src/compose.ts", 'import { Redis } from "ioredis";'],
    ["src/understanding/refiner.openai.ts", 'import { generateText } from "ai";'],
    ["src/web/main.tsx", 'import { createMovableClock } from "../shared/clock.js";'],
  ])("allows in %s: %s", (path, text) => {
    expect(checkImports([file(path, text)])).toEqual([]);
  });

  it("keeps pages apart from the service", () => {
    expect(rulesOf(checkImports([file("src/web/main.tsx", 'import { a } from "../hazards/hazard.js";')]))).toContain(
      "a page",
    );
    expect(rulesOf(checkImports([file("src/compose.ts", 'import { a } from "./web/main.js";')]))).toContain(
      "is a page",
    );
  });

  it("asks for the floor of a new folder", () => {
    expect(rulesOf(checkImports([file("src/weather/forecast.ts")]))).toContain("has no floor");
  });
});

describe("checkText", () => {
  it.each([
    ["const at = Date.now();", "reads the time"],
    ["const at = new Date();", "reads the time"],
    ["const at = new Date;", "reads the time"],
    ["const text = Date();", "reads the time"],
    ["const ms = performance.now();", "reads the time"],
    ["const url = process.env.DATABASE_URL;", "reads the environment"],
    ["const { PORT } = process['env'];", "reads the environment"],
    ['import { env } from "node:process";', "reads the environment"],
    ["export default 1;", "default export"],
    ['export * from "./hazard.js";', "no barrels"],
    ['export { a } from "./hazard.js";', "no barrels"],
    ["interface IHazardStore {}", "I or T prefix"],
    ["class HazardManager {}", "Manager"],
  ])("refuses: %s", (text, rule) => {
    expect(rulesOf(checkText([file("src/hazards/hazard.ts", text)]))).toContain(rule);
  });

  it("refuses the database's own time in SQL", () => {
    const store = (text: string): SourceFile => file("src/hazards/hazard-store.prisma.ts", text);
    expect(rulesOf(checkText([store("const sql = `UPDATE hazard SET closed_at = now()`;")]))).toContain(
      "database's time",
    );
    expect(checkText([store("const now = clock.now();")])).toEqual([]);
  });

  it.each([
    ["const at = new Date(ms);"],
    ["const at = new Date(`${day}T00:00:00Z`);"],
    ["const isDate = value instanceof Date;"],
    ["/** Never Date.now() here. */"],
    ['const url = "https://example.cn"; // process.env is read in config.ts'],
  ])("allows: %s", (text) => {
    expect(checkText([file("src/hazards/hazard.ts", text)])).toEqual([]);
  });
});

describe("checkNames", () => {
  it.each([
    "src/shared/utils.ts",
    "src/hazards/index.ts",
    "src/hazards/reportHazard.ts",
    "src/hazards/hazard.mongo.ts",
  ])("refuses %s", (path) => {
    expect(checkNames([{ path }])).not.toEqual([]);
  });

  it("allows a port's adapter", () => {
    expect(checkNames([{ path: "src/hazards/hazard-store.prisma.ts" }])).toEqual([]);
  });
});
