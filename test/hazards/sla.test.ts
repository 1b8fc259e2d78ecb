import { expect, it } from "vitest";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { readYaml } from "../../src/shared/read-yaml.js";

it("still reads the versions that old cases live under, from before departments were asked for an answer or reminded of it", () => {
  const parseOld = (content: unknown): ReturnType<typeof parseSlaRules> => {
    const since = new Set(["referralReplyWorkingDays", "referralAskAgainWorkingDays", "workFrom", "workUntil"]);
    const old = Object.entries(content as object).filter(([name]) => !since.has(name));
    return parseSlaRules({ ...Object.fromEntries(old), version: "2026-11" });
  };
  expect(readYaml("templates/rules/sla.yaml", parseOld)).toMatchObject({
    referralReplyWorkingDays: { minor: 10, major: 5, critical: 2, emergency: 1 },
    referralAskAgainWorkingDays: { minor: 5, major: 3, critical: 1, emergency: 1 },
    workFrom: "09:00",
    workUntil: "17:30",
  });
});
