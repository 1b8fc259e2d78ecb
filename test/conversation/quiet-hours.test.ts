import { describe, expect, it } from "vitest";
import { intoWindow } from "../../src/conversation/quiet-hours.js";

const at = (text: string): Date => new Date(`2026-11-${text}+08:00`);
const window = { windowFrom: "08:00", windowUntil: "20:30" };

describe("intoWindow", () => {
  it.each([
    ["26T07:59:59", "26T08:00:00"],
    ["26T08:00:00", "26T08:00:00"],
    ["26T20:29:59", "26T20:29:59"],
    // A reminder of this instant would be too late at once: it expires when the window closes.
    ["26T20:30:00", "27T08:00:00"],
    ["26T23:00:00", "27T08:00:00"],
  ])("moves %s to %s", (wanted, moved) => {
    expect(intoWindow(at(wanted), window)).toEqual(at(moved));
  });
});
