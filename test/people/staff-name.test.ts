import { describe, expect, it } from "vitest";
import { bestNamed, surnameIn } from "../../src/people/staff-name.js";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

describe("names of colleagues", () => {
  it.each([
    ["小王", "王"],
    ["老李", "李"],
    ["王工", "王"],
    ["陈姐", "陈"],
    ["何站长", "何"],
    ["王小梅", undefined],
    ["王", undefined],
  ])("finds the surname in %s", (said, family) => {
    expect(surnameIn(said)).toBe(family);
  });

  it("means the same name before one that holds it, and that before a surname", () => {
    const all = named("小王", "社区小王", "王小梅");
    expect(bestNamed(all, "小王")).toEqual(named("小王"));
    expect(bestNamed(all.slice(1), "小王")).toEqual(named("社区小王"));
    expect(bestNamed(all.slice(2), "小王")).toEqual(named("王小梅"));
    expect(bestNamed(all, "小李")).toEqual([]);
  });
});
