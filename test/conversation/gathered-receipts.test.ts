import { describe, expect, it } from "vitest";
import { gatheredReceipts, gatherReceipts } from "../../src/conversation/gathered-receipts.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildContext } from "../support/context-builders.js";

const now = new Date("2026-11-26T20:10:00+08:00");
const at = (building: number, serial: number, over: Partial<Hazard> = {}): Hazard =>
  buildHazard({
    id: `h${serial}` as HazardId,
    number: `1126-${serial}`,
    buildingCode: codeOf(building),
    openedAt: new Date(now.getTime() - 600_000 + serial),
    ...over,
  });
const tell = (...cases: readonly Hazard[]) => gatheredReceipts(cases, { ...buildContext(), now });

describe("the line about cases that came thick and fast", () => {
  it("names the numbers building by building, in the order in which they were reported", () => {
    const [line, ...others] = tell(at(5, 8), at(3, 7), at(3, 9));
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      template: "receipts",
      urgency: "group",
      variables: { count: "3", items: "3栋 1126-7、1126-9;5栋 1126-8" },
      expiresAt: new Date("2026-11-26T21:10:00+08:00"),
    });
  });

  it("is one for each group, and leaves out what is over", () => {
    const elsewhere = { channel: "sandbox", account: "louxin-sandbox", chat: "g2" };
    const lines = tell(at(3, 1), at(3, 2, { ref: elsewhere }), at(3, 3, { state: "withdrawn" }));
    expect(lines.map(({ ref, variables }) => [ref.chat, variables["items"]])).toEqual([
      ["g1", "3栋 1126-1"],
      ["g2", "3栋 1126-2"],
    ]);
    expect(tell(at(3, 3, { state: "withdrawn" }))).toEqual([]);
  });

  it("names a hundred at most, and counts all", () => {
    const [line] = tell(...Array.from({ length: 130 }, (_, index) => at(3, 1000 + index)));
    expect(line?.variables).toEqual({ count: "130", items: expect.stringMatching(/1126-1099…$/u) });
  });

  it("waits as a task of each case", () => {
    expect(gatherReceipts([at(3, 1)], now)).toEqual([
      { kind: "gathered-receipt", subject: "h1", dueAt: now, data: {} },
    ]);
  });
});
