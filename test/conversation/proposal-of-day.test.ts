import { describe, expect, it } from "vitest";
import { proposalOfDay } from "../../src/conversation/proposal-of-day.js";

const proposed = (day: number) => ({ proposedAt: new Date(`2026-12-0${day}T02:00:00+08:00`) });
const askedOn = (proposals: readonly ReturnType<typeof proposed>[]): readonly number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((day) => {
    const found = proposalOfDay(
      proposals.filter((one) => one.proposedAt <= new Date(`2026-12-0${day}T02:00:00+08:00`)),
      `2026-12-0${day}`,
    );
    return found ? proposals.indexOf(found) : -1;
  });

describe("the proposal that a grid worker is asked about", () => {
  it("is put again only every third day", () => {
    expect(askedOn([proposed(1)])).toEqual([0, -1, -1, 0, -1, -1, 0, -1]);
  });

  it("is each in its turn where there are several", () => {
    expect(askedOn([proposed(1), proposed(1), proposed(1), proposed(1)])).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  it("is a new one first", () => {
    expect(askedOn([proposed(1), proposed(3)])).toEqual([0, -1, 1, 0, 1, -1, 0, 1]);
  });

  it("is none where there is none", () => {
    expect(proposalOfDay([], "2026-12-01")).toBeUndefined();
  });
});
