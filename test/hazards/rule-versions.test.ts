import { beforeAll, beforeEach, expect, it } from "vitest";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { adoptRules, RulesChangedError } from "../../src/hazards/rule-versions.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (day: number): Date => new Date(`2026-12-0${day}T09:00:00+08:00`);

describeOnEachDatabase("the versions of a rule file", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyDatabase(database));

  it("are kept, oldest first, and taking up the same one again changes nothing", async () => {
    const first = { name: "sla", version: "2026-11", content: { extensionHours: 24, list: [1, { a: "x" }] } };
    const second = { name: "sla", version: "2026-12", content: { extensionHours: 48 } };
    await adoptRules(database, first, at(1));
    await adoptRules(database, { name: "hazards", version: "2026-11", content: {} }, at(1));
    await adoptRules(database, second, at(2));
    expect(await adoptRules(database, second, at(3))).toEqual([first, second]);
  });

  it("refuses a file that was changed under its old version, and says what to do", async () => {
    const file = { name: "sla", version: "2026-11", content: { extensionHours: 24 } };
    await adoptRules(database, file, at(1));
    const changed = adoptRules(database, { ...file, content: { extensionHours: 48 } }, at(2));
    await expect(changed).rejects.toThrow(RulesChangedError);
    await expect(changed).rejects.toThrow(
      /sla\.yaml was changed but still calls itself version 2026-11: give it a new/u,
    );
    expect(await adoptRules(database, file, at(3))).toEqual([file]);
  });
});
