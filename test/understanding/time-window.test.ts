import { describe, expect, it } from "vitest";
import { findTimeWindow } from "../../src/understanding/time-window.js";

const nine = new Date("2026-11-26T09:00:00+08:00");
const at = (time: string, day = "2026-11-26"): Date => new Date(`${day}T${time}:00+08:00`);

describe("findTimeWindow", () => {
  it.each([
    ["3栋 15:00-15:30", at("15:00"), at("15:30")],
    ["15点到15点半", at("15:00"), at("15:30")],
    ["下午3点到3点半 全网格", at("15:00"), at("15:30")],
    ["下午三点至四点十分", at("15:00"), at("16:10")],
    ["上午10点~11点", at("10:00"), at("11:00")],
    ["明天 9:30 - 10:00 6栋", at("09:30", "2026-11-27"), at("10:00", "2026-11-27")],
    ["12月3日 15:00–16:00", at("15:00", "2026-12-03"), at("16:00", "2026-12-03")],
    ["1月5号15点到16点", at("15:00", "2027-01-05"), at("16:00", "2027-01-05")],
  ])("%s", (text, from, until) => {
    expect(findTimeWindow(text, nine)).toEqual({ from, until });
  });

  it.each(["3栋", "15点", "15:30-15:00", "25:00-26:00", "13月40日 15:00-16:00", "3-5栋", ""])(
    "finds no hours in %s",
    (text) => {
      expect(findTimeWindow(text, nine)).toEqual({});
    },
  );
});
