import { describe, expect, test } from "vitest";
import {
  chatTimeLabel,
  clockLabel,
  listTimeLabel,
  nextMorning,
  opensNewTime,
} from "../../src/web/sandbox/time-label.js";

const now = new Date("2026-11-22T09:00:00+08:00"); // a Sunday
const at = (iso: string) => new Date(iso);

describe("the time above a line", () => {
  test.each([
    ["2026-11-22T00:05:00+08:00", "00:05"],
    ["2026-11-21T23:59:00+08:00", "昨天 23:59"],
    ["2026-11-18T08:30:00+08:00", "星期三 08:30"],
    ["2026-11-15T08:30:00+08:00", "11月15日 08:30"],
    ["2025-12-31T08:30:00+08:00", "2025年12月31日 08:30"],
    ["2026-11-23T13:00:00+08:00", "明天 13:00"],
    ["2026-11-25T13:00:00+08:00", "11月25日 13:00"],
  ])("writes %s as %s", (iso, label) => {
    expect(chatTimeLabel(at(iso), now)).toBe(label);
  });

  test("counts days in Shanghai, wherever the browser is", () => {
    expect(chatTimeLabel(at("2026-11-21T16:30:00Z"), now)).toBe("00:30");
    expect(chatTimeLabel(at("2026-11-21T15:30:00Z"), now)).toBe("昨天 23:30");
  });

  test("stands over the first line and after a pause of more than five minutes", () => {
    expect(opensNewTime(now, undefined)).toBe(true);
    expect(opensNewTime(now, at("2026-11-22T08:55:00+08:00"))).toBe(false);
    expect(opensNewTime(now, at("2026-11-22T08:54:59+08:00"))).toBe(true);
  });
});

test("the list of chats shows the time today and only the day before", () => {
  expect(listTimeLabel(at("2026-11-22T07:05:00+08:00"), now)).toBe("07:05");
  expect(listTimeLabel(at("2026-11-21T07:05:00+08:00"), now)).toBe("昨天");
});

test("the clock shows day, weekday and time", () => {
  expect(clockLabel(now)).toBe("11月22日 星期日 09:00");
});

describe("the next morning", () => {
  test("is today's while eight has not struck", () => {
    expect(nextMorning(at("2026-11-22T07:59:00+08:00"))).toEqual(at("2026-11-22T08:00:00+08:00"));
  });

  test("is tomorrow's from eight on, so that the clock never stands still", () => {
    expect(nextMorning(at("2026-11-22T08:00:00+08:00"))).toEqual(at("2026-11-23T08:00:00+08:00"));
    expect(nextMorning(at("2026-12-31T23:30:00+08:00"))).toEqual(at("2027-01-01T08:00:00+08:00"));
  });
});
