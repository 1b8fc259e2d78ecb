import { expect, it } from "vitest";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { readYaml } from "../../src/shared/read-yaml.js";

it("still reads the versions that old cases live under, from before departments were asked for an answer", () => {
  const parseOld = (content: unknown): ReturnType<typeof parseSlaRules> => {
    const { referralReplyWorkingDays: _, ...old } = content as Readonly<Record<string, unknown>>;
    return parseSlaRules({ ...old, version: "2026-11" });
  };
  const { referralReplyWorkingDays } = readYaml("templates/rules/sla.yaml", parseOld);
  expect(referralReplyWorkingDays).toEqual({ minor: 10, major: 5, critical: 2, emergency: 1 });
});
