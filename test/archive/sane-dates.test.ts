import { describe, expect, it } from "vitest";
import { saneReceivedAt, saneSentAt } from "../../src/archive/sane-dates.js";

const now = new Date("2026-11-26T09:00:00+08:00");

describe("saneSentAt", () => {
  it("keeps an instant of last week", () => {
    const sentAt = new Date("2026-11-19T09:00:00+08:00");
    expect(saneSentAt(sentAt, now)).toBe(sentAt);
  });

  it.each([
    new Date(Number.NaN),
    new Date(0),
    new Date("2026-11-28T09:00:00+08:00"),
    new Date(8.64e15),
    new Date(-8.64e15),
  ])("takes the instant of arrival instead of %s", (sentAt) => {
    expect(saneSentAt(sentAt, now)).toBe(now);
  });
});

describe("saneReceivedAt", () => {
  it("takes now instead of an instant that is none", () => {
    expect(saneReceivedAt(new Date(Number.NaN), now)).toBe(now);
  });
});
