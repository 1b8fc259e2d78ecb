import type { SandboxLine } from "../../src/web/sandbox-types.js";

/** A line of 阿芳 in the group of building 3; its id follows its `seq`. */
export const buildLine = (over: Partial<SandboxLine> = {}): SandboxLine => ({
  id: `m${over.seq ?? 1}`,
  seq: 1,
  chat: "grp-3",
  from: "t1",
  text: "早",
  at: "2026-11-22T09:00:00+08:00",
  ...over,
});
